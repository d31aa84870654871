using System.Diagnostics.CodeAnalysis;

namespace Dqx.DuckDb;

/// <summary>Work of DuckDB's library, which blocks the thread that does it, for callers that do not want to wait.</summary>
internal static class Blocking
{
    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(Action work, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            work();
            return true;
        },
        cancellationToken);

    /// <summary>Does the work on a thread of the pool. A caller that is on one does it itself: another one would only block in its place.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is the task's.")]
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (!Thread.CurrentThread.IsThreadPoolThread || SynchronizationContext.Current is not null)
        {
            return Task.Run(work, cancellationToken);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            return Task.FromResult(work());
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
    }
}
