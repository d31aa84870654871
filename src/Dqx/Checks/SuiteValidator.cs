using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Dqx.Datasets;
using Dqx.Expressions;

namespace Dqx.Checks;

/// <summary>Finds every error of a suite that can be known without data.</summary>
internal static partial class SuiteValidator
{
    private const int LongestName = 255;

    /// <param name="suite">The suite.</param>
    /// <param name="datasets">The datasets of the run; null when they are not known yet.</param>
    public static IReadOnlyList<SuiteFinding> Validate(VerificationSuite suite, IReadOnlyList<string>? datasets = null)
    {
        var findings = new List<SuiteFinding>();
        Name(findings, "The suite", suite.Name, null, null);
        if (suite.Checks.All(check => check.Assertions.IsEmpty))
        {
            findings.Add(new("DQX1204", DiagnosticSeverity.Error, "The suite has no assertions: a run of nothing would be a quiet success.", Part: "checks"));
        }

        if (TimeZones.Problem(suite.TimeZone) is { } problem)
        {
            findings.Add(new("DQX1218", DiagnosticSeverity.Error, $"The suite's zone '{suite.TimeZone}' {problem}", Part: "timezone"));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, check) in suite.Checks.Index())
        {
            if (!names.Add(check.Name))
            {
                findings.Add(new("DQX1206", DiagnosticSeverity.Error, $"There are two checks named '{check.Name}'.", index, null, "name"));
            }

            Check(findings, check, index, datasets);
        }

        return findings;
    }

    /// <exception cref="DqxException">A finding is an error; the message lists them all.</exception>
    public static void ThrowOnErrors(IEnumerable<SuiteFinding> findings)
    {
        var errors = findings.Where(finding => finding.Severity is DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new DqxException(errors[0].Id, string.Join(Environment.NewLine, errors.Select(error => error.Message)));
        }
    }

    private static void Check(List<SuiteFinding> findings, Check check, int index, IReadOnlyList<string>? datasets)
    {
        Name(findings, "A check", check.Name, index, null);
        Tags(findings, check.Tags, index, null);
        foreach (var unknown in check.Uses.Where(name => datasets is not null && !datasets.Contains(name)))
        {
            findings.Add(new("DQX1207", DiagnosticSeverity.Error, $"Check '{check.Name}' uses the unknown dataset '{unknown}'{Nearest.HintSentence(unknown, datasets ?? [])}", index, null, "uses", unknown));
        }

        if (check.Assertions.IsEmpty)
        {
            findings.Add(new("DQX1208", DiagnosticSeverity.Warning, $"Check '{check.Name}' has no assertions.", index, null, "assertions"));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (position, assertion) in check.Assertions.Index())
        {
            Name(findings, $"An assertion of check '{check.Name}'", assertion.Name, index, position);
            Tags(findings, assertion.Tags, index, position);
            if (!names.Add(assertion.Name))
            {
                findings.Add(new("DQX1209", DiagnosticSeverity.Error, $"Check '{check.Name}' has two assertions named '{assertion.Name}'.", index, position, "name"));
            }

            Datasets(findings, check, assertion, index, position, datasets);
            Bounds(findings, check, assertion, index, position);
        }
    }

    private static void Name(List<SuiteFinding> findings, string what, string name, int? check, int? assertion)
    {
        var wrong = name.Length == 0 ? $"{what} has a blank name." : name.Length > LongestName ? $"{what} has a name of {name.Length} characters; {LongestName} are allowed." : null;
        if (wrong is not null)
        {
            findings.Add(new("DQX1205", DiagnosticSeverity.Error, wrong, check, assertion, "name"));
        }
    }

    private static void Tags(List<SuiteFinding> findings, ImmutableArray<string> tags, int check, int? assertion)
    {
        foreach (var tag in tags.Where(tag => !Tag().IsMatch(tag)))
        {
            findings.Add(new("DQX1210", DiagnosticSeverity.Error, $"The tag '{tag}' is not of letters, digits, '_' and '-'.", check, assertion, "tags", tag));
        }
    }

    private static void Datasets(List<SuiteFinding> findings, Check check, Assertion assertion, int index, int position, IReadOnlyList<string>? datasets)
    {
        var allowed = check.Uses.IsEmpty ? datasets : check.Uses;
        if (allowed is null)
        {
            return;
        }

        foreach (var metric in assertion.Expectation.Metrics().Distinct())
        {
            var wrong = metric.Measures switch
            {
                null when allowed.Count == 1 => null,
                null => $"{metric} does not say which dataset it measures; add dataset=NAME ({string.Join(", ", allowed)})",
                var name when allowed.Contains(name) => null,
                var name when datasets?.Contains(name) == true => $"{metric} names the dataset '{name}', which the check does not use; add it to 'uses'",
                var name => $"{metric} names the unknown dataset '{name}'{Nearest.Hint(name, allowed)}",
            };
            if (wrong is not null)
            {
                findings.Add(new("DQX1211", DiagnosticSeverity.Error, $"Check '{check.Name}', assertion '{assertion.Name}': {wrong}.", index, position, "expect", Metric: metric));
            }
        }
    }

    private static void Bounds(List<SuiteFinding> findings, Check check, Assertion assertion, int index, int position)
    {
        if (assertion.Expectation.Predicate is Predicate.Between between
            && Evaluation.ConstantFolder.Value(between.Lower) is { } lower && Evaluation.ConstantFolder.Value(between.Upper) is { } upper && lower > upper)
        {
            findings.Add(new("DQX1212", DiagnosticSeverity.Error, $"Check '{check.Name}', assertion '{assertion.Name}': the lower bound {between.Lower} is above the upper bound {between.Upper}.", index, position, "expect"));
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
