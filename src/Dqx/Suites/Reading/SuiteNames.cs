using System.Collections.Immutable;

namespace Dqx.Suites.Reading;

/// <summary>The names that the parts of a suite file may use, as they are written: what is wrong behind a name is told where it stands.</summary>
/// <param name="Datasets">The datasets; null when they cannot be read.</param>
/// <param name="Tunables">The tunables.</param>
internal sealed record SuiteNames(ImmutableArray<string>? Datasets, ImmutableArray<string> Tunables);
