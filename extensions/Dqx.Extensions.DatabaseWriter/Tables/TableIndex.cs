using System.Collections.Immutable;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>An index of a table.</summary>
/// <param name="Columns">The names of its columns.</param>
/// <param name="Since">The version of the tables that has it first; older tables get it when the next run is written.</param>
/// <param name="IsLong">Whether the first column may hold texts of any length, which not every kind of index takes.</param>
internal sealed record TableIndex(ImmutableArray<string> Columns, int Since = 1, bool IsLong = false);
