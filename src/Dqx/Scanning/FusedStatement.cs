using System.Collections.Immutable;
using System.Text;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>One statement that measures many metrics of one dataset, for all rows or for some days.</summary>
/// <param name="Text">The SQL. With days its first column is the day, NULL for the rows that have none, and its second their number.</param>
/// <param name="Parameters">The values of its parameters, by ordinal.</param>
/// <param name="Measured">What its columns are, in order, after the day and the number of rows.</param>
/// <param name="ByDay">Whether it has a row for each day.</param>
internal sealed record FusedStatement(string Text, ImmutableArray<object> Parameters, ImmutableArray<MeasuredColumn> Measured, bool ByDay)
{
    /// <summary>Writes the statement for metrics that fit the schema.</summary>
    public static FusedStatement Write(IDataset dataset, DatasetSchema schema, ScanGroup group)
    {
        var parameters = new StatementParameters();
        var day = group.Days.IsEmpty ? null : DayColumn.Of(dataset, schema)?.Sql(parameters);
        var measured = ImmutableArray.CreateBuilder<MeasuredColumn>(group.Metrics.Length);
        List<string> columns = day is null ? [] : [day, dataset.Dialect.ToDouble(dataset.Dialect.Count(null))];
        foreach (var metric in group.Metrics)
        {
            var compiled = (CompiledMetric.Sql)MetricCompiler.Compile(metric, dataset.Dialect, schema, parameters);
            columns.Add(compiled.Aggregate);
            measured.Add(new MeasuredColumn(metric, compiled.Read));
        }

        // A metric that cannot filter inside its aggregate stands alone, so its filter can stand in WHERE.
        var own = group.Metrics is [{ FiltersByAggregate: false, Where: { } filter }] ? UserSql.Contained(filter) : null;
        var days = day is null ? null : $"({day} IN ({string.Join(", ", group.Days.Select(date => dataset.Dialect.Parameter(parameters.Add(date))))}) OR {day} IS NULL)";
        var where = SqlDialect.And([dataset.Where is null ? null : UserSql.Contained(dataset.Where), own, days]);
        var text = new StringBuilder("SELECT\n  ").AppendJoin(",\n  ", columns).Append('\n').Append(From(dataset));
        if (where is not null)
        {
            text.Append("\nWHERE ").Append(where);
        }

        if (day is not null)
        {
            text.Append("\nGROUP BY ").Append(day);
        }

        return new FusedStatement(text.ToString(), parameters.Values, measured.DrainToImmutable(), day is not null);
    }

    /// <summary>The relation, under the dataset's name, so that users can qualify columns with it.</summary>
    public static string From(IDataset dataset) => $"FROM {dataset.Relation} AS {dataset.Dialect.Quote(dataset.Name)}";
}

/// <summary>A column of a fused statement.</summary>
/// <param name="Metric">What it measures.</param>
/// <param name="Read">How to read its value: a double or NULL.</param>
internal sealed record MeasuredColumn(Metric Metric, Func<double?, MetricValue> Read);

/// <summary>Metrics that one statement measures.</summary>
/// <param name="Metrics">The metrics, each without lag and once.</param>
/// <param name="Days">The days; empty for all rows, whatever their day.</param>
internal sealed record ScanGroup(ImmutableArray<Metric> Metrics, ImmutableArray<DateOnly> Days);
