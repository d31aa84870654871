using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Dqx.Datasets;

namespace Dqx.Checks;

/// <summary>Finds every error of a suite that can be known without data.</summary>
internal static partial class SuiteValidator
{
    private const int LongestName = 255;

    /// <param name="suite">The suite.</param>
    /// <param name="datasets">The datasets of the run; null when they are not known yet.</param>
    /// <param name="partitioned">Those of them that are given as partitions, where metrics that cannot be merged are to be found before the run; null for none.</param>
    public static IReadOnlyList<SuiteFinding> Validate(VerificationSuite suite, IReadOnlyList<string>? datasets = null, IReadOnlyCollection<string>? partitioned = null)
    {
        var findings = new List<SuiteFinding>();
        var expectations = new ExpectationRules(datasets, suite.Tunables, partitioned ?? []);
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

            Check(findings, check, index, datasets, expectations);
        }

        findings.AddRange(TunableRules.Validate(suite.Tunables));
        if (suite.DataAvailability is not (>= 0 and <= 1))
        {
            findings.Add(new("DQX1233", DiagnosticSeverity.Error, FormattableString.Invariant($"'data_availability' is a part of 1, from 0 to 1, not {suite.DataAvailability}."), Part: "data_availability"));
        }

        findings.AddRange(ProfileRules.Validate(suite, expectations));
        findings.AddRange(MuteRules.Validate(suite));
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

    private static void Check(List<SuiteFinding> findings, Check check, int index, IReadOnlyList<string>? datasets, ExpectationRules expectations)
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

        if (check.OnlyIf is { } onlyIf)
        {
            findings.AddRange(expectations.Validate(onlyIf, check, At(check, "only_if", index, null, "only_if")));
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

            findings.AddRange(expectations.Validate(assertion.Expectation, check, At(check, $"assertion '{assertion.Name}'", index, position, "expect")));
        }
    }

    private static SuiteFinding At(Check check, string what, int index, int? position, string part)
        => new("", DiagnosticSeverity.Error, $"Check '{check.Name}', {what}", index, position, part);

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

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
