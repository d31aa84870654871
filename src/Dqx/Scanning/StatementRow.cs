using System.Data.Common;
using Dqx.Metrics;

namespace Dqx.Scanning;

/// <summary>The row of a fused statement at which a reader stands.</summary>
internal sealed class StatementRow(FusedStatement statement, DbDataReader reader)
{
    private readonly Cell[] _cells = new Cell[statement.Columns.Length];

    // The day stands first, then the number of rows.
    private readonly int _first = statement.ByDay ? 2 : 1;

    /// <summary>The day; null when the rows have none.</summary>
    public DateOnly? Day => reader.IsDBNull(0) ? null : DateOnly.FromDateTime(reader.GetDateTime(0));

    /// <summary>How many rows it is about.</summary>
    public long Rows => (long)reader.GetDouble(_first - 1);

    /// <summary>Hands over what the row says of every metric.</summary>
    public void Read(Action<Metric, Measured> set)
    {
        for (var place = 0; place < _cells.Length; place++)
        {
            _cells[place] = reader.IsDBNull(_first + place) ? default
                : statement.Columns[place].IsText ? new Cell(null, reader.GetString(_first + place))
                : new Cell(reader.GetDouble(_first + place));
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
