using System.Collections.Immutable;
using System.Globalization;
using Dqx.Suites.Overlays;

namespace Dqx.Checks;

/// <summary>What may be wrong with what is muted in a suite.</summary>
internal static class MuteRules
{
    public static IEnumerable<SuiteFinding> Validate(VerificationSuite suite)
    {
        foreach (var (index, mute) in suite.Mutes.Index())
        {
            ImmutableArray<PathSegment> path = [new("mute"), new(null, index)];
            if (string.IsNullOrWhiteSpace(mute.Reason))
            {
                yield return new SuiteFinding("DQX1261", DiagnosticSeverity.Error, $"What is muted of check '{mute.Check}' needs a reason: somebody will ask.") { Path = path.Add(new("reason")) };
            }

            var named = suite.Checks.Where(check => check.IsNamed(mute.Check)).ToList();
            if (named.Count == 0)
            {
                yield return Nothing(path, "check", $"there is no check '{mute.Check}'{Nearest.Hint(mute.Check, suite.Checks.Select(check => check.Name))}");
            }
            else if (!named.Any(check => check.Assertions.Any(assertion => mute.Selects(check, assertion))))
            {
                yield return Nothing(path, "assertion", $"check '{mute.Check}' has no assertion '{mute.Assertion}'{Nearest.Hint(mute.Assertion ?? "", named.SelectMany(check => check.Assertions).Select(known => known.Name).Distinct())}");
            }
        }
    }

    /// <summary>What is not muted any more, for the diagnostics of a run.</summary>
    public static IEnumerable<Diagnostic> Expired(VerificationSuite suite, DateOnly today) =>
        from mute in suite.Mutes
        where mute.Until < today
        select new Diagnostic
        {
            Id = "DQX1263",
            Severity = DiagnosticSeverity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"'{mute.Assertion ?? mute.Check}' was muted until {mute.Until:yyyy-MM-dd} and counts again ({mute.Reason}); take it out of 'mute', or set another day."),
        };

    private static SuiteFinding Nothing(ImmutableArray<PathSegment> path, string part, string message)
        => new("DQX1262", DiagnosticSeverity.Warning, $"This mutes nothing: {message}.") { Path = path.Add(new(part)) };
}
