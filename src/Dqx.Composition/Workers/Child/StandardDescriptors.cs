using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Dqx.Composition.Workers.Child;

/// <summary>The streams to the host, out of the extension's reach: whoever reads standard input finds it empty, whoever writes standard output writes to the host's log.</summary>
[ExcludeFromCodeCoverage(Justification = "Changes its process, so that it runs in processes of its own, whose coverage is not counted.")]
internal static class StandardDescriptors
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Errors = 2;

    /// <summary>F_DUPFD_CLOEXEC of Linux: a process that an extension starts does not get the host's streams.</summary>
    private const int DuplicateAndCloseOnExecute = 1030;
    private const int LeastDescriptor = 3;

    /// <summary>To be called before anything uses the console.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static (Stream FromHost, Stream ToHost) Claim()
    {
        if (OperatingSystem.IsWindows())
        {
            var streams = (Console.OpenStandardInput(), Console.OpenStandardOutput());
            Console.SetIn(TextReader.Null);
            Console.SetOut(Console.Error);
            return streams;
        }

        var fromHost = new FileStream(Keep(Input), FileAccess.Read, bufferSize: 0);
        var toHost = new FileStream(Keep(Output), FileAccess.Write, bufferSize: 0);
        using (var nothing = File.OpenHandle("/dev/null"))
        {
            Check(NativeMethods.Duplicate((int)nothing.DangerousGetHandle(), Input));
        }

        Check(NativeMethods.Duplicate(Errors, Output));
        return (fromHost, toHost);
    }

    private static SafeFileHandle Keep(int descriptor)
    {
        var kept = OperatingSystem.IsLinux()
            ? NativeMethods.Control(descriptor, DuplicateAndCloseOnExecute, LeastDescriptor)
            : NativeMethods.Duplicate(descriptor);
        return new SafeFileHandle(Check(kept), ownsHandle: true);
    }

    private static int Check(int result) => result >= 0 ? result : throw new IOException("The streams to the host could not be set apart from the console.");
}
