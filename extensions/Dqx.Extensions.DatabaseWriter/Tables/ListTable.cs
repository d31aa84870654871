using System.Collections.Immutable;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>A table with many rows to a run, in the order of one of the run's lists.</summary>
/// <param name="Name">The name, prefix included.</param>
/// <param name="Items">The list.</param>
/// <param name="Values">The columns that come out of an item.</param>
/// <param name="Indexes">The indexes beside the primary key.</param>
internal sealed record ListTable<TItem>(string Name, Func<SuiteRun, ImmutableArray<TItem>> Items, ImmutableArray<Column<TItem>> Values, ImmutableArray<TableIndex> Indexes)
    : Table(Name, [new Column(RunId, ColumnKind.Id, Required: true), new Column(Position, ColumnKind.Integer, Required: true), .. Values], Indexes)
{
    /// <inheritdoc/>
    public override bool IsList => true;

    /// <inheritdoc/>
    public override IEnumerable<object?[]> RowsOf(SuiteRun run)
    {
        object id = run.RunId;
        var items = Items(run);
        for (var position = 0; position < items.Length; position++)
        {
            var row = new object?[Columns.Length];
            row[0] = id;
            row[1] = position;
            for (var index = 0; index < Values.Length; index++)
            {
                row[index + 2] = Values[index].Value(items[position]);
            }

            yield return row;
        }
    }
}
