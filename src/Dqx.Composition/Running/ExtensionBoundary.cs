using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Dqx.Composition.Running;

/// <summary>
/// The one place that catches what extensions throw. Everything that goes wrong behind it comes back as a value of the host.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The point of this type: an extension may throw anything.")]
internal static class ExtensionBoundary
{
    /// <summary>Makes a call and waits for it on the calling lane; null when it succeeded.</summary>
    public static ProcessorFault? Invoke(GuardedCall call, ICallWaiter lane)
    {
        try
        {
            var pending = call.InvokeAsync();
            if (pending.IsCompletedSuccessfully)
            {
                // Hands a pooled source back to its owner; allocates nothing.
                _ = pending.AsTask();
                return null;
            }

            return Await(call, pending.AsTask(), lane);
        }
        catch (Exception exception)
        {
            return Describe(call, exception);
        }
    }

    /// <summary>Does one thing in extension code outside of a call: trying to compose several processors at once.</summary>
    public static bool Try<T>(Func<T> attempt, [NotNullWhen(true)] out T? result)
        where T : class
    {
        try
        {
            result = attempt();
            return true;
        }
        catch (Exception)
        {
            // The attempt is repeated one by one, and then what fails is told.
            result = null;
            return false;
        }
    }

    /// <summary>Cancels a token; the callbacks that the extension registered run on this thread.</summary>
    public static string? Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
            return null;
        }
        catch (Exception exception)
        {
            return FaultText.Of(exception, static text => text);
        }
    }

    /// <summary>The exception's message; getters are code of the extension, too.</summary>
    public static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message ?? "";
        }
        catch (Exception thrown)
        {
            return $"(its Message threw {thrown.GetType().Name})";
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ProcessorFault? Await(GuardedCall call, Task task, ICallWaiter lane)
    {
        if (!lane.WaitFor(task, call))
        {
            // Abandoned: the supervisor has said so already.
            return null;
        }

        // Awaiting is the way to the exception as it was thrown, also for a cancelled task; of an ended task it is synchronous.
        var outcome = new StrongBox<ProcessorFault?>(NoMemoryLeft(call));
        _ = ObserveAsync(call, task, outcome);
        return outcome.Value;
    }

    private static async Task ObserveAsync(GuardedCall call, Task ended, StrongBox<ProcessorFault?> outcome)
    {
        try
        {
            await ended;
            outcome.Value = null;
        }
        catch (Exception exception)
        {
            outcome.Value = Describe(call, ended.Exception is { InnerExceptions.Count: > 1 } several ? several : exception);
        }
    }

    private static ProcessorFault Describe(GuardedCall call, Exception exception)
    {
        try
        {
            return call.Describe(exception);
        }
        catch (OutOfMemoryException)
        {
            return NoMemoryLeft(call);
        }
    }

    /// <summary>What is told when there is no memory to tell more; also before it is known how a call ended, so that no failure of telling looks like success.</summary>
    private static ProcessorFault NoMemoryLeft(GuardedCall call) => new("DQX2122", call.Phase, "there was no memory left to tell what went wrong") { IsOutOfMemory = true };
}
