using Dqx.Composition.Running;
using Polly;
using Polly.Retry;

namespace Dqx.Composition.Delivery;

/// <summary>Tries again what failed, after delays that grow: half a second, one, two, with jitter, and not beyond the deadline.</summary>
/// <param name="clock">The clock.</param>
/// <param name="left">How much is left of the deadline.</param>
internal sealed class RetryRounds(TimeProvider clock, Func<TimeSpan> left)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <param name="failed">What failed at the first attempt and may be tried again.</param>
    /// <param name="round">One attempt for each; those that may be tried again after it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task RunAsync(
        IReadOnlyCollection<ProcessorInstance> failed,
        Func<IReadOnlyCollection<ProcessorInstance>, int, CancellationToken, Task<List<ProcessorInstance>>> round,
        CancellationToken cancellationToken)
    {
        var remaining = failed;
        var attempt = 1;
        var most = failed.Max(instance => instance.Selected.Configuration.Retries);
        var pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<int>
            {
                MaxRetryAttempts = most,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = s_first,
                MaxDelay = s_longest,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result > 0 && left() > s_first * Math.Pow(2, arguments.AttemptNumber)),
            })
            .Build();
        await pipeline.ExecuteAsync(
            async token =>
            {
                // The first execution is the attempt that was made already.
                remaining = attempt == 1 ? remaining : await round(remaining, attempt, token);
                attempt++;
                return remaining.Count;
            },
            cancellationToken);
    }
}
