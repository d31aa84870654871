using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Dqx.Datasets;
using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>A connection to an embedded DuckDB.</summary>
/// <remarks>
/// One statement at a time: an open reader blocks the next one. Not for use by several threads at once, but for
/// <see cref="DbCommand.Cancel"/>; open one connection per thread. Asynchronous members run DuckDB on a thread of the pool; their
/// token interrupts it, and the connection stays usable. <c>INSERT</c> and the like return no rows but their count.
/// </remarks>
public sealed class DuckDbConnection : DbConnection, ITellsProgress
{
    private readonly HashSet<StatementHandle> _statements = [];
    private string _connectionString = "";
    private DatabaseHandle? _database;
    private ConnectionHandle? _connection;
    private DuckDbDataReader? _reader;
    private volatile Interruption? _running;

    /// <summary>Creates a connection to a database in memory of its own.</summary>
    public DuckDbConnection()
    {
    }

    /// <summary>Creates a connection.</summary>
    /// <param name="connectionString">
    /// <c>Data Source=FILE;Read Only=true;threads=2</c>. The data source is a file, <c>:memory:</c> (the default), or
    /// <c>:memory:NAME</c> for a database in memory that the process's connections of that name share. Other keys are settings of
    /// DuckDB (<c>threads</c>, <c>memory_limit</c>, <c>TimeZone</c>), set on opening; DuckDB says which of them concern the
    /// connection and which the whole database. Their values cannot inject.
    /// </param>
    public DuckDbConnection(string? connectionString)
    {
        ConnectionString = connectionString;
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => _connectionString;
        set
        {
            if (State != ConnectionState.Closed)
            {
                throw new InvalidOperationException("The connection is open: close it before changing its connection string.");
            }

            _connectionString = value ?? "";
        }
    }

    /// <summary>The name of the database: the file without folder and extension, or <c>memory</c>.</summary>
    public override string Database =>
        DataSource.StartsWith(DuckDbConnectionStringBuilder.InMemory, StringComparison.Ordinal) ? "memory" : Path.GetFileNameWithoutExtension(DataSource);

    /// <inheritdoc/>
    public override string DataSource => new DuckDbConnectionStringBuilder(_connectionString).DataSource;

    /// <summary>DuckDB's version, e.g. <c>v1.5.5</c>.</summary>
    public override string ServerVersion
    {
        get
        {
            DuckDbLibrary.EnsureLoaded();
            return NativeMethods.Text(NativeMethods.duckdb_library_version()) ?? "";
        }
    }

    /// <inheritdoc/>
    public override ConnectionState State => _connection is null ? ConnectionState.Closed : ConnectionState.Open;

    /// <summary>The native connection.</summary>
    /// <exception cref="InvalidOperationException">It is closed.</exception>
    internal ConnectionHandle Handle => _connection ?? throw new InvalidOperationException("The connection is closed.");

    /// <inheritdoc/>
    public long RowsRead => _connection is { IsClosed: false } connection ? (long)NativeMethods.duckdb_query_progress(connection).RowsProcessed : 0;

    /// <inheritdoc/>
    /// <exception cref="DuckDbException">DuckDB refused the file or a setting.</exception>
    /// <exception cref="DqxException">DuckDB's library is missing (DQX5001).</exception>
    public override void Open()
    {
        if (_connection is not null)
        {
            throw new InvalidOperationException("The connection is open already.");
        }

        DuckDbConnectionStringBuilder options = new(_connectionString);
        var database = DuckDb.Database.Open(options.DataSource, options.ReadOnly);
        if (NativeMethods.duckdb_connect(database, out var connection) == Native.State.Error)
        {
            connection.Dispose();
            database.Dispose();
            throw DuckDbException.FromText("Connection Error: DuckDB did not give a connection.");
        }

        (_database, _connection) = (database, connection);
        try
        {
            foreach (var name in options.SettingNames)
            {
                using var command = CreateCommand();
                command.CommandText = $"SET {SqlText.Identifier(name)} = {SqlText.Literal((string)options[name])}";
                command.ExecuteNonQuery();
            }
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Opens the connection on a thread of the pool. Opening a file cannot be interrupted: the token is looked at before.</summary>
    public override Task OpenAsync(CancellationToken cancellationToken) => Blocking.RunAsync(Open, cancellationToken);

    /// <inheritdoc/>
    public override void Close()
    {
        // A statement that another thread waits for ends here, and says so to it.
        _running?.Request();
        _running = null;
        _reader?.Dispose();
        _reader = null;
        // A statement would keep the whole instance, and so the file's lock.
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection?.Dispose();
        _connection = null;
        _database?.Dispose();
        _database = null;
    }

    /// <summary>Not supported: one connection, one database. <c>ATTACH</c> brings more.</summary>
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("DuckDB connections do not change their database.");

    /// <inheritdoc/>
    public void FollowProgress()
    {
        using var command = CreateCommand();
        // DuckDB counts only for its progress bar, which must not be drawn.
        foreach (var setting in new[] { "SET enable_progress_bar_print = false", "SET enable_progress_bar = true" })
        {
            command.CommandText = setting;
            command.ExecuteNonQuery();
        }
    }

    internal StatementHandle Prepare(string sql)
    {
        if (sql.Contains('\0', StringComparison.Ordinal))
        {
            throw DuckDbException.FromText("Parser Error: the statement holds a NUL character.");
        }

        var state = NativeMethods.duckdb_prepare(Handle, sql, out var statement);
        if (state == Native.State.Error)
        {
            using (statement)
            {
                throw DuckDbException.FromText(statement.IsInvalid ? null : NativeMethods.Text(NativeMethods.duckdb_prepare_error(statement)));
            }
        }

        _statements.Add(statement);
        return statement;
    }

    internal void Release(StatementHandle statement)
    {
        _statements.Remove(statement);
        statement.Dispose();
    }

    /// <exception cref="InvalidOperationException">A reader is open: DuckDB would end its result without a word.</exception>
    internal void EnsureIdle()
    {
        if (_reader is { IsClosed: false })
        {
            throw new InvalidOperationException("A reader is open on this connection: close it first.");
        }
    }

    /// <summary>The statement that runs, so that closing the connection stops it.</summary>
    internal void Begin(Interruption? running) => _running = running;

    internal void Attach(DuckDbDataReader reader) => _reader = reader;

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => new DuckDbCommand { Connection = this };

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => DuckDbTransaction.Begin(this, isolationLevel);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }
}
