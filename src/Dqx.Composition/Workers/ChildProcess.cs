using System.Diagnostics;

namespace Dqx.Composition.Workers;

/// <summary>An operating-system process that can be ended with everything that it has started.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process)
    {
        _process = process;
        Id = process.Id;
    }

    public int Id { get; }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Errors => _process.StandardError.BaseStream;

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such file, or it cannot be executed.</exception>
    public static ChildProcess Start(ProcessStartInfo start)
        => new(Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' was not started."));

    /// <summary>Whether it has shown that it is a worker of ours: such a one leads a process group.</summary>
    public bool LeadsGroup { get; set; }

    /// <summary>Ends it and what it has started now. Harmless when it has ended.</summary>
    public void Kill()
    {
        var leadsGroup = LeadsGroup && !OperatingSystem.IsWindows();
        if (leadsGroup)
        {
            // Fails when nobody is left in it.
            _ = NativeMethods.Kill(-Id, NativeMethods.SignalKill);
        }

        try
        {
            _process.Kill(entireProcessTree: !leadsGroup);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in this moment, which is all that was wanted.
        }
    }

    /// <summary>Its exit code, once it has ended; null when it has not by then.</summary>
    public int? WaitForExit(TimeSpan patience) => _process.WaitForExit(patience) ? _process.ExitCode : null;

    public void Dispose() => _process.Dispose();
}
