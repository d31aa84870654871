using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Dqx.Extensions.ClickHouse.Http;

namespace Dqx.Extensions.ClickHouse.Ado;

/// <summary>A session of statements that only read. HTTP keeps none on the server: this holds what every statement is sent with.</summary>
/// <remarks>Broken as soon as the server cannot be reached, is too slow, or refuses for a reason that is not the statement's.</remarks>
internal sealed class ClickHouseConnection(ClickHouseServer server, string timeZone) : DbConnection
{
    private ConnectionState _state = ConnectionState.Closed;
    private ServerFacts? _facts;

    /// <summary>The addresses, without a secret.</summary>
    [AllowNull]
    public override string ConnectionString
    {
        get => DataSource;
        set => throw new NotSupportedException("A connection to ClickHouse is made of its source.");
    }

    public override string Database => server.Address.Database ?? "";

    public override string DataSource => server.Address.ToString();

    public override string ServerVersion => Facts.Version;

    public override ConnectionState State => _state;

    public ClickHouseServer Server => server;

    /// <summary>What the server said about itself.</summary>
    public ServerFacts Facts => _facts ?? throw new InvalidOperationException("The connection is closed.");

    /// <summary>The IANA zone of the session, where the server has such a thing.</summary>
    public string TimeZone => timeZone;

    public override void Open() => throw Synchronous.Refused(nameof(OpenAsync));

    /// <exception cref="ClickHouseException">The server refuses, or cannot be reached.</exception>
    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        _facts = await server.FactsAsync(cancellationToken);
        _state = ConnectionState.Open;
    }

    public override void Close() => _state = ConnectionState.Closed;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("The database stands in the source's url.");

    /// <summary>Takes note of a failure.</summary>
    public ClickHouseException Noted(ClickHouseException failure)
    {
        if (failure.IsFatal)
        {
            _state = ConnectionState.Broken;
        }

        return failure;
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException("ClickHouse has no transactions.");

    protected override DbCommand CreateDbCommand() => new ClickHouseCommand { Connection = this };

    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }
}
