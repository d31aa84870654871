using System.Text.RegularExpressions;

namespace Dqx.Tests.Suites;

/// <summary>Spoils good suite files: whatever comes out is wrong, and has a place at which it is wrong.</summary>
internal static partial class MalformedSuite
{
    private static readonly Func<string, Random, string?>[] s_faults =
    [
        // Keys
        (text, random) => At(text, Key(), random, match => match.Value.Insert(match.Length - 1, "x")),
        (text, _) => text + "\nsuite: again\n",
        (text, random) => text + $"\n{Pick(random, "check", "tunable", "timezon", "data-sets", "é")}: 1\n",
        (text, _) => text.IndexOf("\nchecks:", StringComparison.Ordinal) is > 0 and var at ? text[..(at + 1)] : null,

        // Kinds and values
        (text, random) => At(text, Severity(), random, _ => $"severity: {Pick(random, "P4", "high", "[P1]", "1")}"),
        (text, random) => Regex.Replace(text, "^datasets:$", $"datasets: {Pick(random, "5", "orders", "[a]")}\nx-was:", RegexOptions.Multiline) is var spoiled && spoiled != text ? spoiled : null,
        (text, random) => text + $"\nfail_on: {Pick(random, "P9", "{}", "'P0 '")}x\n",

        // Expressions
        (text, random) => At(text, Metric(), random, match => Pick(random, "nosuch(", "avg(", "sum(sum(", "count(*)(", "${X}(") + match.Value),
        (text, random) => At(text, Comparison(), random, match => match.Value + Pick(random, " > ", " between ", " tol ", " )", " and 1")),
        (text, random) => At(text, DatasetArgument(), random, match => match.Value + "_nosuch"),

        // YAML
        (text, random) => text + $"\nx-broken: {Pick(random, "\"abc", "'abc", "[a, b", "{ a: b", "*nowhere", "!tag a", "@a", "a: b", "\"\\q\"")}\n",
        (text, random) => At(text, Indentation(), random, match => "\t" + match.Value),
        (text, random) => text.Insert(random.Next(text.Length), "\u0001"),
        (text, _) => text + "\n---\nsuite: another\n",
    ];

    /// <param name="good">A suite file without errors.</param>
    /// <param name="seed">Says which faults; the same one gives the same text.</param>
    public static string Of(string good, int seed)
    {
        var random = new Random(seed);
        var text = good;
        var faults = 1 + random.Next(3);
        while (faults > 0)
        {
            if (s_faults[random.Next(s_faults.Length)](text, random) is { } spoiled)
            {
                (text, faults) = (spoiled, faults - 1);
            }
        }

        return text;
    }

    private static string? At(string text, Regex pattern, Random random, Func<Match, string> replacement)
    {
        var matches = pattern.Matches(text);
        return matches.Count > 0 && matches[random.Next(matches.Count)] is var match ? text[..match.Index] + replacement(match) + text[(match.Index + match.Length)..] : null;
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    [GeneratedRegex("(?<![\\w#] ?)\\b(suite|datasets|checks|assertions|expect):")]
    private static partial Regex Key();

    [GeneratedRegex("severity: P[0-3]")]
    private static partial Regex Severity();

    [GeneratedRegex("(?<=expect: |- )(num_rows|sum|null_count)\\(")]
    private static partial Regex Metric();

    [GeneratedRegex("(?<=\\) )(>|>=|<|<=) ?[0-9.]+$", RegexOptions.Multiline)]
    private static partial Regex Comparison();

    [GeneratedRegex("dataset=(orders|customers)")]
    private static partial Regex DatasetArgument();

    [GeneratedRegex("^  +(?=[a-z]+:)", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
