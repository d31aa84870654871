using System.Data.Common;

namespace Dqx.DuckDb;

/// <summary>
/// A connection string: <c>Data Source=FILE;Read Only=true;threads=2</c>. Whatever is not one of the first two is a setting of
/// DuckDB (<c>threads</c>, <c>memory_limit</c>, <c>TimeZone</c>), handed over as a value and never as SQL.
/// </summary>
internal sealed class DuckDbConnectionStringBuilder : DbConnectionStringBuilder
{
    private const string DataSourceKey = "Data Source";
    private const string ReadOnlyKey = "Read Only";

    /// <summary>The data source of a database in memory, which its only connection has to itself.</summary>
    internal const string InMemory = ":memory:";

    /// <summary>Creates an empty builder: a database in memory.</summary>
    internal DuckDbConnectionStringBuilder()
    {
    }

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="ArgumentException">It is malformed.</exception>
    internal DuckDbConnectionStringBuilder(string? connectionString)
    {
        ConnectionString = connectionString;
    }

    /// <summary>A file, <c>:memory:</c> (the default), or <c>:memory:NAME</c> for one that the process's connections of that name share.</summary>
    internal string DataSource
    {
        get => TryGetValue(DataSourceKey, out var value) && value is string { Length: > 0 } text ? text : InMemory;
        set => this[DataSourceKey] = value;
    }

    /// <summary>Whether the file is opened for reading only; default false. A database in memory cannot be.</summary>
    internal bool ReadOnly
    {
        get => TryGetValue(ReadOnlyKey, out var value) && bool.Parse((string)value);
        set => this[ReadOnlyKey] = value;
    }

    /// <summary>The names of DuckDB's settings.</summary>
    internal IEnumerable<string> SettingNames =>
        from string key in Keys
        where !key.Equals(DataSourceKey, StringComparison.OrdinalIgnoreCase) && !key.Equals(ReadOnlyKey, StringComparison.OrdinalIgnoreCase)
        select key;
}
