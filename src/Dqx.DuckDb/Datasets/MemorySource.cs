namespace Dqx.DuckDb;

/// <summary>Rows of the process, loaded once into a database in memory that the dataset's connections share.</summary>
internal sealed class MemorySource(Action<DuckDbConnection, string, CancellationToken> load, IReadOnlyDictionary<string, string>? settings) : DatasetSource(settings)
{
    internal const string Table = "data";

    private readonly string _name = $"{DuckDbConnectionStringBuilder.InMemory}dqx-{Guid.NewGuid():n}";
    private readonly SemaphoreSlim _loading = new(1, 1);
    private DuckDbConnection? _keeper;
    private volatile bool _disposed;

    internal override async ValueTask<DuckDbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(DuckDbDataset));
            var keeper = _keeper ??= await LoadAsync(cancellationToken);
            if (_disposed)
            {
                // Meanwhile, and without the keeper.
                await keeper.DisposeAsync();
            }

            ObjectDisposedException.ThrowIf(_disposed, typeof(DuckDbDataset));
            return await ConnectAsync(_name, readOnly: false, cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Connections that are open keep the data until they close.</summary>
    public override void Dispose()
    {
        _disposed = true;
        Interlocked.Exchange(ref _keeper, null)?.Dispose();
        base.Dispose();
    }

    /// <summary>A failed load leaves nothing, so that the next one begins anew.</summary>
    private async Task<DuckDbConnection> LoadAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(_name, readOnly: false, cancellationToken);
        try
        {
            await Blocking.RunAsync(() => load(connection, Table, cancellationToken), cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
