using System.Collections.Immutable;
using Dqx.Suites.Overlays;

namespace Dqx.Checks;

/// <summary>What may be wrong with the profiles of a suite.</summary>
internal static class ProfileRules
{
    public static IEnumerable<SuiteFinding> Validate(VerificationSuite suite, ExpectationRules expectations)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (position, profile) in suite.Profiles.Index())
        {
            ImmutableArray<PathSegment> path = [new("profiles"), new(null, position)];
            foreach (var (part, wrong) in Wrong(profile, names))
            {
                yield return Error($"The profile '{profile.Name}': {wrong}.", path, part);
            }

            foreach (var (number, rule) in profile.Rules.Index())
            {
                foreach (var finding in Validate(suite, rule, FormattableString.Invariant($"The profile '{profile.Name}', rule {number + 1}"), [.. path, new("rules"), new(null, number)], expectations))
                {
                    yield return finding;
                }
            }
        }
    }

    private static IEnumerable<(string Part, string Message)> Wrong(Profile profile, HashSet<string> names)
    {
        if (profile.Name.Length == 0)
        {
            yield return ("name", "its name is blank");
        }
        else if (!names.Add(profile.Name))
        {
            yield return ("name", "there are two of that name");
        }

        if (profile is { Start: { } start, End: { } end } && start > end)
        {
            yield return ("end", FormattableString.Invariant($"it ends on {end:yyyy-MM-dd}, before it starts on {start:yyyy-MM-dd}"));
        }

        if (profile.Rules.IsEmpty)
        {
            yield return ("rules", "it has no rules");
        }
    }

    private static IEnumerable<SuiteFinding> Validate(VerificationSuite suite, ProfileRule rule, string what, ImmutableArray<PathSegment> path, ExpectationRules expectations)
    {
        if (WrongSelector(rule) is { } wrong)
        {
            yield return Error($"{what}: {wrong}.", path);
            yield break;
        }

        if (rule is { Disable: false, Severity: null, MultiplyValue: null, Expectation: null })
        {
            yield return Error($"{what} changes nothing; say disable: true, severity, multiply_value or expect.", path) with { Id = "DQX1238" };
        }

        if (rule.MultiplyValue is { } factor && !double.IsFinite(factor))
        {
            yield return Error($"{what}: 'multiply_value' is not finite.", path, "multiply_value");
        }

        var selected = suite.Checks.Where(check => check.Assertions.Any(assertion => rule.Selects(check, assertion))).ToList();
        if (selected.Count == 0)
        {
            yield return Nothing(suite, rule, what, path);
        }

        if (rule.Expectation is not null)
        {
            var at = new SuiteFinding("", DiagnosticSeverity.Error, what) { Path = path.Add(new("expect")) };
            foreach (var finding in selected.SelectMany(check => expectations.Validate(rule.ExpectationFor(check) ?? rule.Expectation, check, at)).Distinct())
            {
                yield return finding;
            }
        }
    }

    private static string? WrongSelector(ProfileRule rule) => rule switch
    {
        { Check: null, Tag: null, Assertion: null } => "it selects by check, by check and assertion, or by tag",
        { Tag: not null, Check: not null } or { Tag: not null, Assertion: not null } => "it selects by name or by tag, not by both",
        { Check: null, Assertion: not null } => "'assertion' needs the 'check' that holds it",
        _ => null,
    };

    private static SuiteFinding Nothing(VerificationSuite suite, ProfileRule rule, string what, ImmutableArray<PathSegment> path)
    {
        var named = suite.Checks.Where(check => check.IsNamed(rule.Check)).ToList();
        var (part, message) = rule switch
        {
            { Tag: { } tag } => ("tag", $"no check or assertion has the tag '{tag}'{Nearest.Hint(tag, suite.Checks.SelectMany(check => check.Tags.Concat(check.Assertions.SelectMany(assertion => assertion.Tags))).Distinct())}"),
            { Assertion: { } assertion } when named.Count > 0 => ("assertion", $"check '{rule.Check}' has no assertion '{assertion}'{Nearest.Hint(assertion, named.SelectMany(check => check.Assertions).Select(known => known.Name).Distinct())}"),
            _ when named.Count > 0 => ("check", $"check '{rule.Check}' has no assertions"),
            _ => ("check", $"there is no check '{rule.Check}'{Nearest.Hint(rule.Check ?? "", suite.Checks.Select(check => check.Name))}"),
        };
        return new SuiteFinding("DQX1235", DiagnosticSeverity.Warning, $"{what} selects nothing: {message}.") { Path = path.Add(new(part)) };
    }

    private static SuiteFinding Error(string message, ImmutableArray<PathSegment> path, string? part = null)
        => new("DQX1234", DiagnosticSeverity.Error, message) { Path = part is null ? path : path.Add(new(part)) };
}
