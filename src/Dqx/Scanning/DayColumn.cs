using Dqx.Datasets;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>The day of a dataset's rows.</summary>
internal sealed class DayColumn
{
    private readonly Column _column;
    private readonly IDataset _dataset;

    private DayColumn(IDataset dataset, Column column) => (_dataset, _column) = (dataset, column);

    /// <summary>The day column; null when the dataset has none.</summary>
    /// <exception cref="SchemaException">It is not there, or holds something that has no day.</exception>
    public static DayColumn? Of(IDataset dataset, DatasetSchema schema)
    {
        if (dataset.Calendar.DateColumn is not { } name)
        {
            return null;
        }

        var column = schema.Find(name);
        return column.Kind is ColumnKind.Date or ColumnKind.Timestamp or ColumnKind.TimestampWithZone or ColumnKind.Text
            ? new DayColumn(dataset, column)
            : throw new SchemaException($"the date column '{column.Name}' is {column.TypeName}: it needs dates, timestamps or texts that begin with yyyy-MM-dd");
    }

    /// <summary>The day as SQL.</summary>
    public string Sql(StatementParameters parameters)
        => _dataset.Dialect.Day(_dataset.Dialect.Quote(_column.Name), _column.Kind, () => _dataset.Dialect.Parameter(parameters.Add(_dataset.Calendar.TimeZone)));
}
