using System.Diagnostics.CodeAnalysis;
using Dqx.Composition.Workers.Protocol;

namespace Dqx.Composition.Workers.Child;

/// <summary>What the executable does when it is a worker. Called before anything else of it, as the standard streams are the host's.</summary>
[ExcludeFromCodeCoverage(Justification = "Changes its process, so that it runs in processes of its own, whose coverage is not counted.")]
internal static class WorkerProgram
{
    private const int DoesNotFit = 2;

    /// <summary>Whether these are the arguments with which a host starts a worker.</summary>
    public static bool IsAskedFor(string[] arguments) => arguments is [WorkerProtocol.Argument];

    /// <summary>Serves until the host closes the stream or is gone. Does not return: threads and exit handlers of an extension must not keep the process.</summary>
    public static void Run()
    {
        ProcessFence.Raise();
        var (fromHost, toHost) = StandardDescriptors.Claim();
        Greeting.Own.Write(toHost);
        if (Greeting.ReadLine(fromHost) is not { } line)
        {
            End(0);
            return;
        }

        if (Problem(line) is { } problem)
        {
            Console.Error.WriteLine($"dqx worker: {problem}.");
            End(DoesNotFit);
            return;
        }

        ProcessFence.Complete();
        new WorkerSession(fromHost, toHost, () => End(0)).Serve();
        End(0);
    }

    /// <summary>Ends this process, and nothing else of it runs.</summary>
    private static void End(int code)
    {
        if (OperatingSystem.IsWindows())
        {
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        }
        else
        {
            NativeMethods.ExitNow(code);
        }
    }

    private static string? Problem(string line)
        => Greeting.Parse(line) is { } host
            ? Greeting.Mismatch(host, Greeting.Own)
            : "this command is for hosts of DQX, which greet first; it is of no use to people";
}
