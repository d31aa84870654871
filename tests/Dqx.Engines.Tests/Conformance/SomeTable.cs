using System.Collections.Immutable;
using Dqx.Datasets;

namespace Dqx.Engines.Tests.Conformance;

/// <summary>A type that every engine has in some form.</summary>
public enum Of
{
    Int,
    Decimal,
    WideDecimal,
    Double,
    Bool,
    Text,
    Day,
    Time,
    Instant,
    Ints,
}

/// <summary>A small table, the same on every engine.</summary>
/// <param name="Name">Its name in cases, snapshots and engines.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows: long, decimal, double, bool, string, DateOnly, DateTime, long[] or null.</param>
internal sealed record SomeTable(string Name, ImmutableArray<(string Name, Of Type)> Columns, ImmutableArray<object?[]> Rows)
{
    /// <summary>How its rows belong to days.</summary>
    public DatasetCalendar Calendar { get; init; } = DatasetCalendar.Snapshot;
}
