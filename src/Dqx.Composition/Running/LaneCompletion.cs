using System.Runtime.CompilerServices;

namespace Dqx.Composition.Running;

/// <summary>Awaits calls without ever going on in a pool thread, all of which an extension may have blocked.</summary>
/// <remarks>A task's own awaiter queues to the pool when the task ends just between its look at it and its registration.</remarks>
internal readonly struct LaneCompletion(Task completion) : ICriticalNotifyCompletion
{
    public bool IsCompleted => completion.IsCompleted;

    public LaneCompletion GetAwaiter() => this;

    public void GetResult() => completion.GetAwaiter().GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <summary>Goes on where the calls end; or here, when they have ended meanwhile.</summary>
    public void UnsafeOnCompleted(Action continuation)
        => _ = completion.ContinueWith(static (_, state) => ((Action)state!)(), continuation, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default); // given above
}
