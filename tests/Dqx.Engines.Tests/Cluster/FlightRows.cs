using System.Globalization;

namespace Dqx.Engines.Tests.Cluster;

/// <summary>Three million real flights as rows for a server.</summary>
internal static class FlightRows
{
    public const int Count = 3_000_000;

    /// <summary>The columns of a ClickHouse table for them, and its engine.</summary>
    public const string ClickHouseTable = "(flown DateTime, delay Nullable(Int32), distance Int32, origin String, destination String) ENGINE = MergeTree PARTITION BY tuple() ORDER BY flown";

    /// <summary>The statement by which DuckDB writes a part of them, every row in one part, into a tab-separated file.</summary>
    public static string Copy(string parquet, string file, int part = 0, int parts = 1) => string.Create(CultureInfo.InvariantCulture, $$"""
        COPY (SELECT CAST(epoch(date) AS BIGINT) AS flown, delay, distance, origin, destination FROM (SELECT *, row_number() OVER () AS number FROM '{{parquet}}') WHERE number % {{parts}} = {{part}})
        TO '{{file}}' (FORMAT csv, DELIMITER '\t', HEADER false, NULLSTR '\N')
        """);
}
