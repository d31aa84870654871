using System.Diagnostics.CodeAnalysis;

namespace Dqx.Cli.Running;

/// <summary>
/// Runs asynchronous work on one thread, the one that begins it. What follows an await never needs a pool thread, all of which an
/// extension may have blocked; least of all when the awaited task ends just between the look at it and the registration.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "What comes late may still set the event: its handle is collected with it.")]
internal sealed class MainLoop : SynchronizationContext
{
    private readonly Lock _gate = new();
    private readonly Queue<Posted> _posted = [];
    private readonly AutoResetEvent _wake = new(false);

    private MainLoop()
    {
    }

    /// <summary>Returns when the work has ended, and throws what it threw.</summary>
    public static T Run<T>(Func<Task<T>> work)
    {
        var previous = Current;
        var loop = new MainLoop();
        SetSynchronizationContext(loop);
        try
        {
            var task = work();
            // It may end on another thread, which posts nothing.
            _ = task.ContinueWith(static (_, wake) => ((AutoResetEvent?)wake)?.Set(), loop._wake, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (!task.IsCompleted)
            {
                loop.Turn(task);
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _posted.Enqueue(new Posted(d, state));
        }

        _wake.Set();
    }

    /// <summary>Not offered: whoever waited for this thread from another one could wait for ever.</summary>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Post it.");

    public override SynchronizationContext CreateCopy() => this;

    private void Turn(Task task)
    {
        _ = _wake.WaitOne();
        while (TryTake(out var next) && !task.IsCompleted)
        {
            next.Work(next.State);
        }
    }

    private bool TryTake([NotNullWhen(true)] out Posted? next)
    {
        lock (_gate)
        {
            return _posted.TryDequeue(out next);
        }
    }

    private sealed record Posted(SendOrPostCallback Work, object? State);
}
