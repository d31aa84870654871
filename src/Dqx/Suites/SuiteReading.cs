using Dqx.Suites.Yaml;

namespace Dqx.Suites;

/// <summary>A suite file as far as it could be read.</summary>
/// <param name="File">The file; where something in it is wrong, those parts alone that are not. Null when nothing of it could be read.</param>
/// <param name="Findings">What is to be said about it; more may be added.</param>
internal sealed record SuiteReading(SuiteFile? File, Findings Findings)
{
    /// <summary>Whether it is known which extensions the suite wants.</summary>
    public bool KnowsExtensions { get; init; } = true;
}
