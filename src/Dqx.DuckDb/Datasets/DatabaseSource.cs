namespace Dqx.DuckDb;

/// <summary>A database file of DuckDB, opened for reading only.</summary>
internal sealed class DatabaseSource(string dataset, string file, IReadOnlyDictionary<string, string>? settings) : DatasetSource(settings)
{
    internal override ValueTask<DuckDbConnection> OpenAsync(CancellationToken cancellationToken) => File.Exists(file)
        ? ConnectAsync(file, readOnly: true, cancellationToken)
        : throw new DqxException("DQX5004", $"Dataset \"{dataset}\": there is no database file {file}.");
}
