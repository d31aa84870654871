using System.Collections.Immutable;

namespace Dqx.Metrics;

/// <summary>How a metric is written. Adding a metric is one file and one row here.</summary>
/// <param name="Names">Its name, then its aliases.</param>
/// <param name="Usage">How to write it, for messages.</param>
/// <param name="NamedArguments">The named arguments of its own.</param>
/// <param name="Create">Makes the metric from its arguments, without the arguments that every metric takes.</param>
internal sealed record MetricSyntax(
    ImmutableArray<string> Names,
    string Usage,
    ImmutableArray<string> NamedArguments,
    Func<MetricArguments, Metric> Create)
{
    /// <summary>Whether its first argument is a metric.</summary>
    public bool TakesMetric => Usage.Contains("(metric", StringComparison.Ordinal);

    private static readonly ImmutableArray<string> s_window = ["n", "offset", "min_days"];

    public static ImmutableArray<MetricSyntax> All { get; } =
    [
        new(["num_rows"], "num_rows()", [], arguments => arguments.None(new NumRows())),
        new(["null_count"], "null_count(column)", [], arguments => new NullCount(arguments.Column())),
        new(["negative_count"], "negative_count(column)", [], arguments => new NegativeCount(arguments.Column())),
        new(["count_values"], "count_values(column, value, …)", [], arguments => new CountValues(arguments.FirstColumn(), arguments.Values())),
        new(["sum"], "sum(column)", [], arguments => new Sum(arguments.Column())),
        new(["average"], "average(column)", [], arguments => new Average(arguments.Column())),
        new(["minimum"], "minimum(column)", [], arguments => new Minimum(arguments.Column())),
        new(["maximum"], "maximum(column)", [], arguments => new Maximum(arguments.Column())),
        new(["variance"], "variance(column)", [], arguments => new Variance(arguments.Column())),
        new(["stddev"], "stddev(column)", [], arguments => new StandardDeviation(arguments.Column())),
        new(["first"], "first(column, order_by=column)", ["order_by"], arguments => new First(arguments.Column(), arguments.RequiredColumn("order_by"))),
        new(["unique_count", "distinct_count"], "unique_count(column)", [], arguments => new UniqueCount(arguments.Column())),
        new(["duplicate_count"], "duplicate_count(column, …)", ["nulls"], arguments => new DuplicateCount(arguments.Columns(), arguments.IgnoresNulls())),
        new(["min_length"], "min_length(column)", [], arguments => new MinLength(arguments.Column())),
        new(["max_length"], "max_length(column)", [], arguments => new MaxLength(arguments.Column())),
        new(["custom_sql"], "custom_sql(\"aggregate expression\")", [], arguments => new CustomSql(arguments.Sql())),
        new(["day_over_day"], "day_over_day(metric)", [], arguments => new DayOverDay(arguments.Base())),
        new(["week_over_week"], "week_over_week(metric)", [], arguments => new WeekOverWeek(arguments.Base())),
        new(["change"], "change(metric, lag=1)", ["lag"], arguments => new SignedChange(arguments.Base(), arguments.Integer("lag", 1) ?? 1)),
        new(["average_over"], "average_over(metric, n=7, offset=1)", s_window, arguments => arguments.Window((m, n, offset, min) => new AverageOver(m, n, offset, min))),
        new(["minimum_over"], "minimum_over(metric, n=7, offset=1)", s_window, arguments => arguments.Window((m, n, offset, min) => new MinimumOver(m, n, offset, min))),
        new(["maximum_over"], "maximum_over(metric, n=7, offset=1)", s_window, arguments => arguments.Window((m, n, offset, min) => new MaximumOver(m, n, offset, min))),
        new(["stddev_over"], "stddev_over(metric, n=7, offset=1)", s_window, arguments => arguments.Window((m, n, offset, min) => new StandardDeviationOver(m, n, offset, min))),
    ];
}
