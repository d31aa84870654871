namespace Dqx.DuckDb;

/// <summary>How a CSV file is written, where DuckDB should not find out by itself.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between two values; null to let DuckDB find out (a tab in <c>.tsv</c> files).</summary>
    public string? Delimiter { get; init; }

    /// <summary>Whether the first line holds the names; null to let DuckDB find out.</summary>
    public bool? Header { get; init; }

    /// <summary>Types of DuckDB by column, e.g. <c>DECIMAL(10,2)</c>; the types of the others are found out.</summary>
    public IReadOnlyDictionary<string, string> Types { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The texts that mean NULL; empty for the empty text alone.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];
}
