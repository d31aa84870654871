using Dqx.DuckDb;

namespace Dqx.Benchmarks.Workloads;

/// <summary>Data that DuckDB makes once, by hashes of row numbers, so that it is the same everywhere.</summary>
internal static class Generated
{
    private static readonly string s_folder = Path.Combine(Machine.Root, "artifacts", "data", "bars");

    /// <summary>The orders of <see cref="OrdersQuery"/>.</summary>
    public static Task<string> OrdersAsync(int millions) => ParquetAsync($"orders-{millions}m", OrdersQuery(millions * 1_000_000L));

    /// <summary>A Parquet file with the rows of a query; made when it is not there.</summary>
    public static async Task<string> ParquetAsync(string name, string query)
    {
        var path = Place($"{name}.parquet");
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"making {path}");
            await HandWritten.ExecuteAsync($"COPY ({query}) TO '{Quoted(path)}.part' (FORMAT parquet)");
            File.Move($"{path}.part", path);
        }

        return path;
    }

    /// <summary>A path among the generated data.</summary>
    public static string Place(string name)
    {
        Directory.CreateDirectory(s_folder);
        return Path.Combine(s_folder, name);
    }

    public static string Quoted(string path) => path.Replace("'", "''", StringComparison.Ordinal);

    /// <summary>Ten columns of the usual kinds; the dates of sixty days in no order.</summary>
    public static string OrdersQuery(long rows, long first = 0) => $"""
        SELECT range AS id,
          CASE WHEN hash(range, 1) % 20 = 0 THEN NULL ELSE (hash(range, 2) % 1000000)::DOUBLE / 100 END AS amount,
          (hash(range, 3) % 100)::INTEGER - 5 AS quantity,
          ((hash(range, 4) % 100000)::INTEGER / 100)::DECIMAL(12, 2) AS price,
          (hash(range, 5) % 1000)::DOUBLE / 1000 AS discount,
          ['open', 'paid', 'sent', 'back', 'lost'][1 + (hash(range, 6) % 5)::INTEGER] AS status,
          ['NL', 'DE', 'France', 'Belgium'][1 + (hash(range, 7) % 4)::INTEGER] AS country,
          CASE WHEN hash(range, 8) % 33 = 0 THEN NULL ELSE 'user' || (hash(range, 9) % 500000) || '@example.com' END AS email,
          DATE '2026-11-20' - (hash(range, 10) % 60)::INTEGER AS day,
          hash(range, 11) % 3 = 0 AS express
        FROM range({first}, {first + rows})
        """;
}
