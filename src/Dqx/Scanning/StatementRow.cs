using System.Data.Common;
using Dqx.Metrics;

namespace Dqx.Scanning;

/// <summary>The row of a fused statement at which a reader stands.</summary>
internal sealed class StatementRow(FusedStatement statement, DbDataReader reader)
{
    private readonly Cell[] _cells = new Cell[statement.Columns.Length];

    /// <summary>Hands over what the row says of every metric.</summary>
    public void Read(Action<Metric, Measured> set)
    {
        // The day and the number of rows stand first.
        var first = statement.ByDay ? 2 : 0;
        for (var place = 0; place < _cells.Length; place++)
        {
            _cells[place] = reader.IsDBNull(first + place) ? default
                : statement.Columns[place].IsText ? new Cell(null, reader.GetString(first + place))
                : new Cell(reader.GetDouble(first + place));
        }

        var own = new Cell[statement.Measured.Max(measured => measured.Columns.Length)].AsSpan();
        foreach (var (metric, columns, read) in statement.Measured)
        {
            for (var index = 0; index < columns.Length; index++)
            {
                own[index] = _cells[columns[index]];
            }

            set(metric, read(own[..columns.Length]));
        }
    }
}
