using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Dqx.Extensions.ClickHouse.Ado;

/// <summary>One statement that reads. Its values stand in the places that <see cref="ClickHouseDialect.Parameter"/> writes.</summary>
internal sealed class ClickHouseCommand : DbCommand
{
    private readonly ClickHouseParameterCollection _parameters = [];
    private volatile RunningStatement? _running;

    [AllowNull]
    public override string CommandText { get => field ?? ""; set; }

    /// <summary>Not looked at: the limit is the server's setting max_execution_time.</summary>
    public override int CommandTimeout { get; set; }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
            {
                throw new NotSupportedException("ClickHouse's commands are text.");
            }
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection => _parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Prepare() => throw Synchronous.Refused(nameof(PrepareAsync));

    /// <summary>Lets the server analyse the statement: it says the columns and reads no rows.</summary>
    /// <exception cref="ClickHouseException">It does not parse, or names what is not there.</exception>
    public override async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        await using var reader = await ExecuteDbDataReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
    }

    /// <summary>Stops the statement that runs, from any thread.</summary>
    public override void Cancel() => _running?.Cancel();

    public override int ExecuteNonQuery() => throw Synchronous.Refused(nameof(ExecuteNonQueryAsync));

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        await using var reader = await ExecuteDbDataReaderAsync(CommandBehavior.Default, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
        }

        return -1;
    }

    public override object? ExecuteScalar() => throw Synchronous.Refused(nameof(ExecuteScalarAsync));

    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        await using var reader = await ExecuteDbDataReaderAsync(CommandBehavior.Default, cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? reader.GetValue(0) : null;
    }

    protected override DbParameter CreateDbParameter() => new ClickHouseParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw Synchronous.Refused(nameof(ExecuteReaderAsync));

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        var connection = DbConnection as ClickHouseConnection ?? throw new InvalidOperationException("The command has no connection.");
        var columnsOnly = behavior.HasFlag(CommandBehavior.SchemaOnly);
        // Asked for its columns a server analyses a statement and reads no rows, on none of its shards.
        var running = new RunningStatement(connection, columnsOnly ? $"DESCRIBE TABLE (\n{CommandText}\n)" : CommandText, [.. _parameters.Cast<DbParameter>().Select(parameter => parameter.Value)], cancellationToken);
        _running = running;
        await running.StartAsync();
        try
        {
            var result = new ClickHouseDataReader(running, behavior.HasFlag(CommandBehavior.CloseConnection) ? connection : null);
            await (columnsOnly ? result.ReadDescriptionAsync() : result.ReadHeaderAsync());
            return result;
        }
        catch
        {
            running.Dispose();
            throw;
        }
    }
}
