using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Dqx.Cli.Terminal;

/// <summary>Ends the process with the verdict, whatever code in the process would rather have.</summary>
/// <remarks>
/// An extension may call Environment.Exit, leave foreground threads behind or register exit handlers that set another code.
/// So the process ends by the system's own call, and an exit that was not ours is an unfinished run.
/// </remarks>
internal static class ProcessEnd
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private static Func<StackTrace, string?>? s_explain;
    private static ErrorStream? s_error;

    /// <summary>To be called first: handlers run in the order of their registration.</summary>
    public static void Guard()
    {
        // The runtime raises Unloading before ProcessExit, and the default context's is the first of them.
        AssemblyLoadContext.Default.Unloading += static _ => Unfinished();
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Unfinished();
        if (OperatingSystem.IsLinux())
        {
            GuardNatively();
        }
    }

    /// <summary>Who asks for the end of the process, in words, from the stack of the thread that does.</summary>
    public static void ExplainWith(Func<StackTrace, string?> explain, ErrorStream error) => (s_explain, s_error) = (explain, error);

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

    private static void Unfinished()
    {
        // Nothing may keep the process from ending: neither an explanation that fails nor a stream that is stuck.
        if (s_explain?.Invoke(new StackTrace()) is { } text && s_error is { } error)
        {
            var thread = new Thread(() => error.WriteLine(text)) { IsBackground = true, Name = "dqx-last-words" };
            thread.UnsafeStart();
            thread.Join(s_patience);
        }

        Now(ExitCode.Internal);
    }

    /// <summary>The C library's own <c>exit(0)</c> ends in <c>_exit(70)</c> as well: no managed code is in the way.</summary>
    private static unsafe void GuardNatively()
    {
        if (NativeLibrary.TryLoad("libc", typeof(ProcessEnd).Assembly, DllImportSearchPath.SafeDirectories, out var library)
            && NativeLibrary.TryGetExport(library, "_exit", out var exit)
            && NativeLibrary.TryGetExport(library, "__cxa_atexit", out var register))
        {
            _ = ((delegate* unmanaged<nint, nint, nint, int>)register)(exit, ExitCode.Internal, 0);
        }
    }
}
