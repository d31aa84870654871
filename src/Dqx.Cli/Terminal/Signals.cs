using System.Runtime.InteropServices;

namespace Dqx.Cli.Terminal;

/// <summary>Turns SIGINT and SIGTERM into a cancelled token; a second one, or a cancellation that nobody heeds, ends the process.</summary>
internal sealed class Signals : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly TimeProvider _clock;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private ITimer? _patience;
    private int _code;

    public Signals(TimeProvider clock)
    {
        _clock = clock;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, ExitCode.Terminated));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>The exit code of the signal that came; null when none came.</summary>
    public int? Code => Volatile.Read(ref _code) is var code && code == 0 ? null : code;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _patience?.Dispose();
        _cancellation.Dispose();
    }

    private void Handle(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _code, code, 0) != 0)
        {
            ProcessEnd.Now(code);
        }

        _patience = _clock.CreateTimer(static state => ProcessEnd.Now((int)state!), code, s_grace, Timeout.InfiniteTimeSpan);
        _cancellation.Cancel();
    }
}
