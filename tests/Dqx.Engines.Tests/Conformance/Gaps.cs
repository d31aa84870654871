namespace Dqx.Engines.Tests.Conformance;

/// <summary>Where an engine says something else, and why; one metric for which a gap is none any more fails, too.</summary>
internal static class Gaps
{
    /// <summary>The engine, the table, the beginning of the metric, the reason.</summary>
    public static readonly (string Engine, SomeTable Table, string Metric, string Reason)[] All =
    [
        ("clickhouse", SomeTables.Mixed, "count_values(b", "ClickHouse 18 has no BOOLEAN: the column is a UInt8, and true is not 1"),
        ("clickhouse", SomeTables.Large, "variance(near)", "varSamp loses all digits of numbers so close to each other, which is an error; varSampStable cannot be merged over the shards of 18.16"),
        ("clickhouse", SomeTables.Times, "", "ClickHouse has no timestamp as written: a DateTime is a point in time, and its day is that in the dataset's timezone"),
    ];

    public static string? Reason(string engine, SomeTable table, string metric)
        => All.FirstOrDefault(gap => gap.Engine == engine && gap.Table == table && metric.StartsWith(gap.Metric, StringComparison.Ordinal)).Reason;
}
