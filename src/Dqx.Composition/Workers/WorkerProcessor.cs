using Dqx.Composition.Catalogs;
using Dqx.Composition.Running;
using Dqx.Composition.Workers.Protocol;

namespace Dqx.Composition.Workers;

/// <summary>Stands for a processor that lives in a worker. One that has died is started and initialised again for the next run.</summary>
internal sealed class WorkerProcessor(WorkerLaunch launch, InitializeRequest request, WorkerLog log) : IResultProcessor, ITokenDisposable
{
    private readonly Lock _gate = new();
    private WorkerProcess? _worker;
    private WorkerProcess? _standby;
    private bool _disposed;

    /// <summary>The process that it lives in now; null when there is none.</summary>
    public int? ProcessId => Volatile.Read(ref _worker) is { Ending: null, Id: { } id } ? id : null;

    /// <summary>The process that waits to take its place; null when there is none.</summary>
    public int? StandbyId => Volatile.Read(ref _standby) is { Ending: null, Id: { } id } ? id : null;

    public async ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => await StartAsync(cancellationToken);

    public async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        if (_worker is { Ending: { WasTold: false } ending })
        {
            CompositionLog.WorkerRestarts(log.Own, request.Instance, request.Settings.Redact(ending.Message));
        }

        var worker = _worker is { Ending: null } running ? running : await StartAsync(cancellationToken);
        await worker.CallAsync(new ProcessRequest(context), ProcessRequest.Document(run), Phases.Process, cancellationToken);
    }

    /// <summary>Has the processor disposed where it lives; then the process goes, whatever came of it.</summary>
    public async ValueTask DisposeAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _standby?.End(WorkerEnd.Disposed());
        if (_worker is not { Ending: null } worker)
        {
            return;
        }

        try
        {
            await worker.CallAsync(new DisposeRequest(), default, Phases.Dispose, cancellationToken);
        }
        finally
        {
            worker.End(WorkerEnd.Disposed());
        }
    }

    /// <summary>A worker that had served has died: the next one is made ready, without any code of the extension, so that the next run need not wait for it.</summary>
    private void StandBy(WorkerProcess gone)
    {
        lock (_gate)
        {
            if (gone == _worker && !_disposed)
            {
                _standby = Start();
                _standby.Prepare();
            }
        }
    }

    private WorkerProcess? TakeStandby()
    {
        lock (_gate)
        {
            _worker = null;
            var standby = _standby;
            _standby = null;
            return standby?.Ending is null ? standby : null;
        }
    }

    private WorkerProcess Start() => WorkerProcess.Start(launch, request.Instance, request.MemoryLimit, log, StandBy);

    /// <summary>A worker in which the processor could not be initialised is of no use to anybody.</summary>
    private async Task<WorkerProcess> StartAsync(CancellationToken cancellationToken)
    {
        var worker = TakeStandby() ?? Start();
        var initialized = false;
        try
        {
            await worker.CallAsync(request, default, Phases.Initialize, cancellationToken);
            initialized = true;
        }
        finally
        {
            if (!initialized)
            {
                worker.End(WorkerEnd.Disposed());
            }
        }

        _worker = worker;
        return worker;
    }
}
