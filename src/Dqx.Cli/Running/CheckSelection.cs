using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Cli.CommandLine;

namespace Dqx.Cli.Running;

/// <summary>Selects checks by name, and checks and assertions by tag: <c>--only "Revenue integrity"</c>, <c>--only tag=finance</c>.</summary>
internal sealed class CheckSelection(ImmutableArray<string> selectors)
{
    private const string TagPrefix = "tag=";

    /// <summary>Whether anything is left out at all.</summary>
    public bool IsEmpty => selectors.IsEmpty;

    /// <summary>The suite with what is selected, in its order.</summary>
    public VerificationSuite Apply(VerificationSuite suite) => IsEmpty ? suite : suite with { Checks = [.. suite.Checks.Select(Apply).OfType<Check>()] };

    /// <summary>Refuses selectors that select nothing in any of the suites: a typing error would be a quiet success.</summary>
    /// <exception cref="UsageException">There is one; with the nearest name.</exception>
    public void Verify(IReadOnlyCollection<VerificationSuite> suites)
    {
        foreach (var selector in selectors.Where(selector => !suites.Any(suite => suite.Checks.Any(check => Selects(selector, check)))))
        {
            var checks = suites.SelectMany(suite => suite.Checks).ToList();
            throw selector.StartsWith(TagPrefix, StringComparison.Ordinal)
                ? new UsageException("DQX1006", $"--only {selector}: no check or assertion has that tag{Nearest.Hint(selector[TagPrefix.Length..], checks.SelectMany(Tags).Distinct())}")
                : new UsageException("DQX1006", $"--only {selector}: no check has that name{Nearest.Hint(selector, checks.Select(check => check.Name).Distinct())}");
        }
    }

    private Check? Apply(Check check)
    {
        if (selectors.Any(selector => IsName(selector, check) || HasTag(selector, check.Tags)))
        {
            return check;
        }

        var assertions = check.Assertions.Where(assertion => selectors.Any(selector => HasTag(selector, assertion.Tags))).ToImmutableArray();
        return assertions.IsEmpty ? null : check with { Assertions = assertions };
    }

    private static bool Selects(string selector, Check check) => IsName(selector, check) || HasTag(selector, Tags(check));

    private static bool IsName(string selector, Check check) => selector.Equals(check.Name, StringComparison.OrdinalIgnoreCase) || selector.Equals(check.RepeatedFrom, StringComparison.OrdinalIgnoreCase);

    private static bool HasTag(string selector, IEnumerable<string> tags)
        => selector.StartsWith(TagPrefix, StringComparison.Ordinal) && tags.Contains(selector[TagPrefix.Length..]);

    private static IEnumerable<string> Tags(Check check) => check.Tags.Concat(check.Assertions.SelectMany(assertion => assertion.Tags));
}
