using System.Collections.Immutable;
using System.Text;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>One statement that measures many metrics of one dataset, for all rows or for some days.</summary>
/// <param name="Text">The SQL. Its first column is the number of rows; with days the day stands before it, NULL for the rows that have none.</param>
/// <param name="Parameters">The values of its parameters, by ordinal.</param>
/// <param name="Columns">Its columns after the day and the number of rows; metrics that need the same one share it.</param>
/// <param name="Measured">What it measures.</param>
/// <param name="ByDay">Whether it has a row for each day.</param>
internal sealed record FusedStatement(
    string Text, ImmutableArray<object> Parameters, ImmutableArray<MeasuredColumn> Columns, ImmutableArray<MeasuredMetric> Measured, bool ByDay)
{
    /// <summary>Writes the statement for metrics that fit the schema.</summary>
    public static FusedStatement Write(IDataset dataset, DatasetSchema schema, ScanGroup group)
    {
        var parameters = new StatementParameters();
        var (dialect, from) = (dataset.Dialect, From(dataset));
        var day = group.Days.IsEmpty ? null : DayColumn.Of(dataset, schema)?.Sql(parameters);
        // A metric that cannot filter inside its aggregate stands alone, so its filter can stand in WHERE.
        var own = group.Metrics is [{ FiltersByAggregate: false, Where: { } filter }] ? UserSql.Contained(filter) : null;
        var days = day is null ? null : $"({day} IN ({string.Join(", ", group.Days.Select(date => dialect.Parameter(parameters.Add(date))))}) OR {day} IS NULL)";
        var where = SqlDialect.And([dataset.Where is null ? null : UserSql.Contained(dataset.Where), own, days]);
        var rows = day is null ? new RowSource(from, where) : null;
        var measured = ImmutableArray.CreateBuilder<MeasuredMetric>(group.Metrics.Length);
        var shared = new List<MeasuredColumn>();
        var places = new Dictionary<MeasuredColumn, int>();
        foreach (var metric in group.Metrics)
        {
            var (columns, read) = ((CompiledMetric.Sql)MetricCompiler.Compile(metric, dialect, schema, parameters, rows)).Measurement;
            measured.Add(new MeasuredMetric(metric, [.. columns.Select(Place)], read));
        }

        string[] first = [.. day is null ? [] : new[] { day }, dialect.ToDouble(dialect.Count(null))];
        var text = new StringBuilder("SELECT\n  ").AppendJoin(",\n  ", [.. first, .. shared.Select(column => column.Sql)]).Append('\n').Append(from);
        if (where is not null)
        {
            text.Append("\nWHERE ").Append(where);
        }

        if (day is not null)
        {
            text.Append("\nGROUP BY ").Append(day);
        }

        return new FusedStatement(text.ToString(), parameters.Values, [.. shared], measured.DrainToImmutable(), day is not null);

        int Place(MeasuredColumn column)
        {
            if (!places.TryGetValue(column, out var place))
            {
                places.Add(column, place = shared.Count);
                shared.Add(column);
            }

            return place;
        }
    }

    /// <summary>The relation, under the dataset's name, so that users can qualify columns with it.</summary>
    public static string From(IDataset dataset) => $"FROM {dataset.Relation} AS {dataset.Dialect.Quote(dataset.Name)}";
}

/// <summary>A metric of a fused statement.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Columns">The places of its columns among the statement's.</param>
/// <param name="Read">Makes the outcome of their cells.</param>
internal sealed record MeasuredMetric(Metric Metric, ImmutableArray<int> Columns, Func<ReadOnlySpan<Cell>, Measured> Read);

/// <summary>Metrics that one statement measures.</summary>
/// <param name="Metrics">The metrics, each without lag and once.</param>
/// <param name="Days">The days; empty for all rows, whatever their day.</param>
internal sealed record ScanGroup(ImmutableArray<Metric> Metrics, ImmutableArray<DateOnly> Days);
