using Dqx.DuckDb;

namespace Dqx.Tests.DuckDb;

/// <summary>DuckDB blocks whoever asks it: a thread of the pool does the work itself, any other leaves it to the pool.</summary>
public sealed class BlockingTests
{
    [Fact]
    public async Task A_thread_of_the_pool_does_it_itself()
        => await Task.Run(() =>
        {
            using var connection = Duck.Open();
            using var command = connection.Command("SELECT 42");

            // Nothing is awaited, so nothing has had the time to come back.
            var answer = command.ExecuteScalarAsync(CancellationToken.None);

            answer.IsCompletedSuccessfully.ShouldBeTrue();
        });

    [Fact]
    public async Task What_fails_there_is_the_failure_of_the_task()
        => await Task.Run(async () =>
        {
            using var connection = Duck.Open();
            using var command = connection.Command("SELECT nothing");

            Task answer = command.ExecuteScalarAsync(CancellationToken.None);

            answer.IsFaulted.ShouldBeTrue();
            (await Should.ThrowAsync<DuckDbException>(() => answer)).Message.ShouldContain("nothing");
        });

    [Fact]
    public async Task What_is_cancelled_before_is_not_begun()
        => await Task.Run(() => Blocking.RunAsync(() => throw new InvalidOperationException("begun"), new CancellationToken(canceled: true)).IsCanceled.ShouldBeTrue());

    [Fact]
    public void Another_thread_leaves_it_to_the_pool()
    {
        var (caller, worker) = (0, 0);
        var thread = new Thread(() =>
        {
            caller = Environment.CurrentManagedThreadId;
            Blocking.RunAsync(() => worker = Environment.CurrentManagedThreadId, CancellationToken.None).GetAwaiter().GetResult();
        });
        thread.Start();
        thread.Join();

        worker.ShouldNotBe(0);
        worker.ShouldNotBe(caller);
    }
}
