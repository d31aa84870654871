namespace Dqx.DuckDb;

/// <summary>DuckDB's table functions for files.</summary>
internal static class FileFormats
{
    internal static string Parquet(string path) => $"read_parquet({SqlText.Literal(path)})";

    internal static string Json(string path) => $"read_json({SqlText.Literal(path)})";

    internal static string JsonLines(string path) => $"read_json({SqlText.Literal(path)}, format = 'newline_delimited')";

    internal static string Csv(string path, CsvOptions options)
    {
        List<string> arguments = [SqlText.Literal(path)];
        if (options.Delimiter is { } delimiter)
        {
            arguments.Add($"delim = {SqlText.Literal(delimiter)}");
        }

        if (options.Header is { } header)
        {
            arguments.Add(header ? "header = true" : "header = false");
        }

        if (options.Types.Count > 0)
        {
            arguments.Add($"types = {{{string.Join(", ", options.Types.Select(type => $"{SqlText.Literal(type.Key)}: {SqlText.Literal(type.Value)}"))}}}");
        }

        if (options.Nulls.Count > 0)
        {
            arguments.Add($"nullstr = [{string.Join(", ", options.Nulls.Select(SqlText.Literal))}]");
        }

        return $"read_csv({string.Join(", ", arguments)})";
    }

    /// <summary>The options for a file of comma- or tab-separated values; null when its extension is of another format.</summary>
    internal static CsvOptions? CsvOptionsFor(string path, CsvOptions csv) => Extension(path) switch
    {
        ".CSV" => csv,
        ".TSV" => csv with { Delimiter = csv.Delimiter ?? "\t" },
        _ => null,
    };

    /// <summary>The function for a file's extension, with <c>.gz</c> behind it or not.</summary>
    /// <exception cref="DqxException">The extension is none of the known ones (DQX5006).</exception>
    internal static string ByExtension(string dataset, string path) => Extension(path) switch
    {
        ".JSON" => Json(path),
        ".JSONL" or ".NDJSON" => JsonLines(path),
        ".PARQUET" when !IsZipped(path) => Parquet(path),
        _ => throw new DqxException("DQX5006", $"Dataset \"{dataset}\": {path} ends with none of .csv, .tsv, .json, .jsonl, .ndjson (each with .gz or without) and .parquet."),
    };

    private static string Extension(string path) => Path.GetExtension(IsZipped(path) ? path[..^3] : path).ToUpperInvariant();

    private static bool IsZipped(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
