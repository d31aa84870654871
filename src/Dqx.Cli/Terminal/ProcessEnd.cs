namespace Dqx.Cli.Terminal;

/// <summary>Ends the process with the verdict, whatever code in the process would rather have.</summary>
/// <remarks>
/// An extension may call Environment.Exit, leave foreground threads behind or register exit handlers that set another code.
/// So the process ends by the system's own call, and an exit that was not ours is an unfinished run.
/// </remarks>
internal static class ProcessEnd
{
    /// <summary>To be called first: handlers run in the order of their registration.</summary>
    public static void Guard() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Now(ExitCode.Internal);

    /// <summary>Does not return.</summary>
    public static void Now(int code)
    {
        if (OperatingSystem.IsWindows())
        {
            NativeMethods.TerminateProcess(NativeMethods.CurrentProcess(), (uint)code);
        }
        else
        {
            NativeMethods.ExitNow(code);
        }
    }
}
