using System.Collections.Immutable;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>The table with one row for each run.</summary>
internal sealed record RunTable(string Name, ImmutableArray<Column<RunRow>> Values, ImmutableArray<TableIndex> Indexes)
    : Table(Name, [.. Values], Indexes)
{
    /// <inheritdoc/>
    public override bool IsList => false;

    /// <inheritdoc/>
    public override IEnumerable<object?[]> RowsOf(SuiteRun run)
    {
        using var row = new RunRow(run);
        yield return [.. Values.Select(column => column.Value(row))];
    }
}
