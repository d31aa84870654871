namespace Dqx.Benchmarks.Workloads;

/// <summary>Sixteen metrics over flights that a server computes in one statement, and that statement as a person would write it there.</summary>
internal static class FlightMetrics
{
    /// <summary>How much longer than the statement a run may take.</summary>
    public const double Most = 1.10;

    /// <summary>The metrics, each as an expectation.</summary>
    public static readonly string[] Expectations =
    [
        "num_rows()", "null_count(delay)", "negative_count(delay)", "sum(delay)", "average(delay)", "minimum(delay)", "maximum(delay)", "stddev(delay)",
        "sum(distance)", "average(distance)", "minimum(distance)", "maximum(distance)", "variance(distance)",
        "count_values(origin, \"SEA\", \"PDX\")", "min_length(origin)", "max_length(destination)",
    ];

    public static string Postgres(string table) => $"""
        SELECT count(*), count(*) - count(delay), count(*) FILTER (WHERE delay < 0), sum(delay), avg(delay), min(delay), max(delay), stddev_samp(delay::DOUBLE PRECISION),
          sum(distance), avg(distance), min(distance), max(distance), var_samp(distance::DOUBLE PRECISION),
          count(*) FILTER (WHERE origin IN ('SEA', 'PDX')), min(length(origin)), max(length(destination))
        FROM {table}
        """;

    public static string ClickHouse(string table) => $"""
        SELECT count(), countIf(isNull(delay)), countIf(delay < 0), sum(delay), avg(delay), min(delay), max(delay), stddevSamp(delay),
          sum(distance), avg(distance), min(distance), max(distance), varSamp(distance),
          countIf(origin IN ('SEA', 'PDX')), min(lengthUTF8(origin)), max(lengthUTF8(destination))
        FROM {table}
        """;
}
