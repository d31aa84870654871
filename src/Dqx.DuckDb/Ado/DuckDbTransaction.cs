using System.Data;
using System.Data.Common;

namespace Dqx.DuckDb;

/// <summary>A transaction. DuckDB knows one level of isolation, snapshots. Disposing without a commit rolls back.</summary>
internal sealed class DuckDbTransaction : DbTransaction
{
    private DuckDbConnection? _connection;

    private DuckDbTransaction(DuckDbConnection connection)
    {
        _connection = connection;
    }

    public override IsolationLevel IsolationLevel => IsolationLevel.Snapshot;

    protected override DbConnection? DbConnection => _connection;

    internal static DuckDbTransaction Begin(DuckDbConnection connection, IsolationLevel level)
    {
        if (level is not (IsolationLevel.Unspecified or IsolationLevel.Snapshot))
        {
            throw new NotSupportedException($"DuckDB's transactions are snapshots; {level} is not to be had.");
        }

        Execute(connection, "BEGIN TRANSACTION");
        return new DuckDbTransaction(connection);
    }

    public override void Commit() => End("COMMIT");

    public override void Rollback() => End("ROLLBACK");

    protected override void Dispose(bool disposing)
    {
        // A closed connection has rolled back already.
        if (disposing && _connection is { State: ConnectionState.Open })
        {
            Rollback();
        }

        _connection = null;
        base.Dispose(disposing);
    }

    private void End(string sql)
    {
        var connection = _connection ?? throw new InvalidOperationException("The transaction has ended.");
        // Whatever comes of it, a failed COMMIT has rolled back.
        _connection = null;
        Execute(connection, sql);
    }

    private static void Execute(DuckDbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
