using System.Runtime.ExceptionServices;
using Dqx.Cli.Terminal;
using Dqx.Composition.Loading;
using Dqx.Composition.Running;

namespace Dqx.Cli.Survival;

/// <summary>
/// Exceptions that nobody is left to catch: on threads, timers, in async void methods and finalizers of extensions. They would end
/// the process; here they are noted against their extension, and the run goes on. In the executable only: it owns its process.
/// </summary>
internal static class StrayFaults
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Once in a process; the runtime allows no second handler.</summary>
    public static void Watch(Incidents incidents, ProcessKeeper calls, ErrorStream error)
    {
        ExceptionHandling.SetUnhandledExceptionHandler(exception => Note(exception, incidents, calls, error));
        TaskScheduler.UnobservedTaskException += (_, unobserved) =>
        {
            unobserved.SetObserved();
            var cause = unobserved.Exception.InnerExceptions.Count == 1 ? unobserved.Exception.InnerExceptions[0] : unobserved.Exception;
            Note(incidents, calls, cause, "a task that nobody awaited failed");
        };
    }

    /// <summary>Lets finalizers and the faults of tasks that nobody awaited come to light, and waits a moment for them: a finalizer may hang.</summary>
    public static void BringToLight()
    {
        var thread = new Thread(static () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        })
        { IsBackground = true, Name = "dqx-last-look" };
        thread.UnsafeStart();
        thread.Join(s_patience);
    }

    /// <summary>True: it is dealt with. Never keeps the exception, which would pin the extension's load context.</summary>
    private static bool Note(Exception exception, Incidents incidents, ProcessKeeper calls, ErrorStream error)
    {
        if (ExtensionOrigin.Of(exception) is null && ExtensionOrigin.IsOfHost(exception))
        {
            // A thread of the host is gone: going on would wait for it for ever.
            error.WriteLine(CommandLine.Messages.OfFault(exception, withTrace: true));
            ProcessEnd.Now(ExitCode.Internal);
        }

        var where = Thread.CurrentThread.IsThreadPoolThread ? "a timer, an async void method or other work on the thread pool failed" : "a thread or a finalizer failed";
        Note(incidents, calls, exception, where);
        return true;
    }

    private static void Note(Incidents incidents, ProcessKeeper calls, Exception exception, string what)
    {
        var origin = ExtensionOrigin.Of(exception);
        // Work that was handed to the BCL has no code of the extension on its stack: then the running call is the best guess.
        var call = origin is null ? calls.Current : null;
        var who = origin is not null ? $"Extension '{origin.Name}'" : call is not null ? $"Probably '{call.Subject}'" : "An unknown extension";
        incidents.Add("DQX2129", $"{who}: {what}, outside of any call: {FaultText.Of(exception, static text => text)}", origin?.File ?? call?.File);
    }
}
