using System.Collections.Immutable;

namespace Dqx.Planning;

/// <summary>What the active profiles make of an assertion.</summary>
/// <param name="Profiles">The names of those that touch it, in their order.</param>
/// <param name="Severity">The severity that counts.</param>
/// <param name="Multiplier">By what its value is multiplied before it is compared.</param>
/// <param name="IsDisabled">Whether it is skipped.</param>
internal sealed record Adjustment(ImmutableArray<string> Profiles, Severity Severity, double Multiplier = 1, bool IsDisabled = false);
