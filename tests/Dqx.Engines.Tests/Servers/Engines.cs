using System.Globalization;
using Dqx.DuckDb;

namespace Dqx.Engines.Tests.Servers;

/// <summary>All servers of these tests, started once: a PostgreSQL, and three ClickHouse servers that are each other's shards.</summary>
public sealed class Engines : IAsyncLifetime
{
    private const int ShardCount = 3;

    internal PostgresServer Postgres { get; } = new();

    internal ClickHouse[] Shards { get; } = [.. Enumerable.Range(0, ShardCount).Select(_ => new ClickHouse())];

    /// <summary>The one that is asked.</summary>
    internal ClickHouse ClickHouse => Shards[0];

    public async Task InitializeAsync()
    {
        await Task.WhenAll([Postgres.InitializeAsync(), .. Shards.Select(shard => shard.StartAsync(Shards.Select(one => one.TcpPort)))]);
    }

    public async Task DisposeAsync()
    {
        foreach (var shard in Shards)
        {
            shard.Dispose();
        }

        await Postgres.DisposeAsync();
    }

    /// <summary>Runs a statement in DuckDB.</summary>
    internal static async Task DuckDbAsync(string statement)
    {
        await using var connection = new DuckDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The tests that share the servers; they run one after another, so each may stop one if it starts it again.</summary>
[CollectionDefinition(Name)]
public sealed class EngineTests : ICollectionFixture<Engines>
{
    public const string Name = "Engines";
}
