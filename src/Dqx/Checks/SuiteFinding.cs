using System.Collections.Immutable;
using Dqx.Metrics;
using Dqx.Suites.Overlays;

namespace Dqx.Checks;

/// <summary>A finding about a suite, with the place in the suite that it is about.</summary>
/// <param name="Id">The diagnostic id.</param>
/// <param name="Severity">The weight.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="CheckIndex">The check; null for the suite itself.</param>
/// <param name="AssertionIndex">The assertion of the check; null for the check itself.</param>
/// <param name="Part">The part of it, as the suite file calls it: <c>name</c>, <c>uses</c>, <c>tags</c>, <c>expect</c>, <c>assertions</c>; null for all of it.</param>
/// <param name="Item">The item of that part, where it is a list; null for all of it.</param>
/// <param name="Metric">The metric of that part, where it is an expectation; null for all of it.</param>
internal sealed record SuiteFinding(
    string Id,
    DiagnosticSeverity Severity,
    string Message,
    int? CheckIndex = null,
    int? AssertionIndex = null,
    string? Part = null,
    string? Item = null,
    Metric? Metric = null)
{
    /// <summary>The way to what the finding is about, where that is no check; else empty.</summary>
    public ImmutableArray<PathSegment> Path { get; init; } = [];

    /// <summary>Whether it is about the key at the end of <see cref="Path"/>, rather than about its value.</summary>
    public bool IsAboutKey { get; init; }
}
