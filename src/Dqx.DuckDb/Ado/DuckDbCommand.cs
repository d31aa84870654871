using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>One SQL statement. Two in one text are refused by DuckDB.</summary>
internal sealed class DuckDbCommand : DbCommand
{
    private readonly DuckDbParameterCollection _parameters = [];
    private DuckDbConnection? _connection;
    private StatementHandle? _statement;
    private volatile Interruption? _running;

    [AllowNull]
    public override string CommandText
    {
        get => field ?? "";
        set
        {
            Forget();
            field = value;
        }
    }

    /// <summary>Not looked at: cancel with a token.</summary>
    public override int CommandTimeout { get; set; }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
            {
                throw new NotSupportedException("DuckDB's commands are text.");
            }
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            Forget();
            _connection = (DuckDbConnection?)value;
        }
    }

    protected override DbParameterCollection DbParameterCollection => _parameters;

    /// <summary>Not looked at: a DuckDB connection has one transaction at most.</summary>
    protected override DbTransaction? DbTransaction { get; set; }

    private DuckDbConnection Open => _connection ?? throw new InvalidOperationException("The command has no connection.");

    /// <summary>Parses and binds the statement, without running it.</summary>
    /// <exception cref="DuckDbException">It does not parse, or names what is not there.</exception>
    public override void Prepare()
    {
        Open.EnsureIdle();
        // A statement of a connection that was closed is closed with it.
        if (_statement is null or { IsClosed: true })
        {
            _statement = Open.Prepare(CommandText);
        }
    }

    /// <summary>Stops the statement that runs, from any thread; its caller gets an <see cref="OperationCanceledException"/>.</summary>
    public override void Cancel() => _running?.Request();

    public override int ExecuteNonQuery()
    {
        using var reader = Execute(CommandBehavior.Default, CancellationToken.None);
        return Drain(reader, CancellationToken.None);
    }

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => Blocking.RunAsync(
        () =>
        {
            using var reader = Execute(CommandBehavior.Default, cancellationToken);
            return Drain(reader, cancellationToken);
        },
        cancellationToken);

    public override object? ExecuteScalar()
    {
        using var reader = Execute(CommandBehavior.Default, CancellationToken.None);
        return reader.Read() ? reader.GetValue(0) : null;
    }

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => Blocking.RunAsync(
        () =>
        {
            using var reader = Execute(CommandBehavior.Default, cancellationToken);
            return reader.Read() ? reader.GetValue(0) : null;
        },
        cancellationToken);

    protected override DbParameter CreateDbParameter() => new DuckDbParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Execute(behavior, CancellationToken.None);

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        Blocking.RunAsync<DbDataReader>(() => Execute(behavior, cancellationToken), cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
        }

        base.Dispose(disposing);
    }

    /// <summary>Rows that nobody reads still have to be made: a statement may fail, or write, in its last one.</summary>
    private static int Drain(DuckDbDataReader reader, CancellationToken cancellationToken)
    {
        while (reader.SkipChunk(cancellationToken))
        {
        }

        return reader.RecordsAffected;
    }

    private DuckDbDataReader Execute(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Prepare();
        var (connection, statement) = (Open, _statement!); // Prepare has set it
        var closes = behavior.HasFlag(CommandBehavior.CloseConnection) ? connection : null;
        DuckDbDataReader reader;
        if (behavior.HasFlag(CommandBehavior.SchemaOnly))
        {
            reader = new DuckDbDataReader(ResultColumns.Of(statement), closes);
        }
        else
        {
            Interruption running = new(connection.Handle, cancellationToken);
            _running = running;
            connection.Begin(running);
            try
            {
                Bind(statement);
                var result = Run(statement, running);
                reader = new DuckDbDataReader(result, running, closes);
            }
            catch
            {
                _running = null;
                connection.Begin(null);
                running.Dispose();
                throw;
            }
        }

        connection.Attach(reader);
        return reader;
    }

    private void Bind(StatementHandle statement)
    {
        NativeMethods.duckdb_clear_bindings(statement);
        for (var i = 0; i < _parameters.Count; i++)
        {
            using var value = ParameterValue.Create(_parameters[i].Value);
            if (NativeMethods.duckdb_bind_value(statement, (ulong)i + 1, value) == State.Error)
            {
                var error = NativeMethods.Text(NativeMethods.duckdb_prepare_error(statement));
                // DuckDB would repeat this error for ever.
                Forget();
                throw DuckDbException.FromText(error);
            }
        }
    }

    private static ResultHandle Run(StatementHandle statement, Interruption running)
    {
        var begun = NativeMethods.duckdb_pending_prepared_streaming(statement, out var pending);
        using (pending)
        {
            if (begun == State.Error)
            {
                throw Failure(NativeMethods.Text(NativeMethods.duckdb_pending_error(pending)), running);
            }

            running.Begun();
            ResultHandle result = new();
            if (NativeMethods.duckdb_execute_pending(pending, result) == State.Error)
            {
                using (result)
                {
                    throw Failure(NativeMethods.Text(NativeMethods.duckdb_result_error(result)), running);
                }
            }

            return result;
        }
    }

    private static Exception Failure(string? text, Interruption running)
    {
        var error = DuckDbException.FromText(text);
        return error.IsInterrupt && running.Requested ? running.Cancelled(error) : error;
    }

    private void Forget()
    {
        if (_statement is not null)
        {
            _connection?.Release(_statement);
            _statement.Dispose();
            _statement = null;
        }
    }
}
