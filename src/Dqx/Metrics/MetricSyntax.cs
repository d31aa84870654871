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
    ];
}
