namespace Dqx.DuckDb;

/// <summary>Where a dataset's connections come from.</summary>
internal abstract class DatasetSource(IReadOnlyDictionary<string, string>? settings) : IDisposable
{
    /// <summary>What <see cref="OpenAsync"/> executes on a connection before it can be queried; null for nothing.</summary>
    internal virtual string? Definition => null;

    internal abstract ValueTask<DuckDbConnection> OpenAsync(CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }

    /// <summary>A connection with the dataset's settings.</summary>
    private protected async ValueTask<DuckDbConnection> ConnectAsync(string dataSource, bool readOnly, CancellationToken cancellationToken)
    {
        DuckDbConnectionStringBuilder options = new() { DataSource = dataSource };
        if (readOnly)
        {
            options.ReadOnly = true;
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            options[name] = value;
        }

        DuckDbConnection connection = new(options.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name in the process for a database in memory; the same settings, the same name.</summary>
    private protected string SharedName() => SharedName(settings);

    /// <inheritdoc cref="SharedName()"/>
    private protected static string SharedName(IReadOnlyDictionary<string, string>? settings)
    {
        if (settings is null or { Count: 0 })
        {
            return $"{DuckDbConnectionStringBuilder.InMemory}dqx";
        }

        // Not a hash, for which a process would load a library of cryptography before it has read anything.
        var text = string.Join('\n', settings.Keys.Order(StringComparer.Ordinal).Select(name => $"{name}={settings[name]}"));
        return $"{DuckDbConnectionStringBuilder.InMemory}dqx-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text))}";
    }
}
