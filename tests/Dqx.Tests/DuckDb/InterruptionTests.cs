using System.Diagnostics;

namespace Dqx.Tests.DuckDb;

/// <summary>Statements that would run for hours, stopped; the connection works after.</summary>
public sealed class InterruptionTests
{
    private const string Endless = "SELECT count(*) FROM range(1000000) a, range(10000000) b WHERE a.range + b.range = 3";
    private const string EndlessRows = "SELECT a.range FROM range(1000000) a, range(10000000) b WHERE a.range + b.range = 3 OR a.range + b.range * 0 < 100";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_token_stops_a_statement()
    {
        using var connection = Duck.Open();
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(200));
        await using var command = connection.Command(Endless);
        var watch = Stopwatch.StartNew();
        var cancelled = await Should.ThrowAsync<OperationCanceledException>(() => command.ExecuteScalarAsync(source.Token));
        cancelled.CancellationToken.ShouldBe(source.Token);
        watch.Elapsed.ShouldBeLessThan(Soon);
        connection.Scalar("SELECT 42").ShouldBe(42);
    }

    [Fact]
    public async Task Cancel_stops_a_statement_from_another_thread()
    {
        using var connection = Duck.Open();
        await using var command = connection.Command(Endless);
        var running = Task.Run(command.ExecuteScalar);
        while (!running.IsCompleted)
        {
            // A cancellation before the statement has begun is none.
            command.Cancel();
            await Task.Yield();
        }

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        connection.Scalar("SELECT 42").ShouldBe(42);
    }

    [Fact]
    public async Task No_cancellation_is_lost_whenever_it_comes()
    {
        using var connection = Duck.Open();
        for (var i = 0; i < 60; i++)
        {
            using CancellationTokenSource source = new();
            await using var command = connection.Command(Endless);
            var spins = i * 5000;
            var cancelling = Task.Run(() =>
            {
                Thread.SpinWait(spins);
                source.Cancel();
            });
            await Should.ThrowAsync<OperationCanceledException>(() => command.ExecuteScalarAsync(source.Token).WaitAsync(Soon));
            await cancelling;
            connection.Scalar("SELECT 42").ShouldBe(42);
        }
    }

    [Fact]
    public async Task A_token_of_the_statement_or_of_a_read_stops_a_result_halfway()
    {
        using var connection = Duck.Open();
        foreach (var ofRead in new[] { false, true })
        {
            using CancellationTokenSource source = new();
            await using var command = connection.Command("FROM range(100000000000)");
            await using var reader = await command.ExecuteReaderAsync(ofRead ? CancellationToken.None : source.Token);
            var cancelled = await Should.ThrowAsync<OperationCanceledException>(async () =>
            {
                for (var i = 0; await reader.ReadAsync(ofRead ? source.Token : CancellationToken.None); i++)
                {
                    if (i == 100_000)
                    {
                        await source.CancelAsync();
                    }
                }
            });
            cancelled.CancellationToken.ShouldBe(source.Token);
        }

        connection.Scalar("SELECT 42").ShouldBe(42);
    }

    [Fact]
    public void A_result_that_nobody_reads_on_stops_DuckDB()
    {
        using var connection = Duck.Open();
        var watch = Stopwatch.StartNew();
        foreach (var reads in new[] { 0, 1, 3000 })
        {
            using var command = connection.Command(EndlessRows);
            using (var reader = command.ExecuteReader())
            {
                for (var i = 0; i < reads; i++)
                {
                    reader.Read().ShouldBeTrue();
                }
            }

            connection.Scalar("SELECT 42").ShouldBe(42);
        }

        watch.Elapsed.ShouldBeLessThan(Soon);
    }

    [Fact]
    public async Task Closing_the_connection_stops_what_runs_on_it()
    {
        var connection = Duck.Open();
        await using var command = connection.Command(Endless);
        var running = Task.Run(command.ExecuteScalar);
        await Task.Delay(200);
        await connection.DisposeAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running.WaitAsync(Soon));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_runs_nothing()
    {
        using var connection = Duck.Open();
        await using var command = connection.Command("CREATE TABLE t(a INTEGER)");
        await Should.ThrowAsync<OperationCanceledException>(() => command.ExecuteNonQueryAsync(new CancellationToken(canceled: true)));
        connection.Scalar("SELECT count(*) FROM duckdb_tables()").ShouldBe(0L);
    }
}
