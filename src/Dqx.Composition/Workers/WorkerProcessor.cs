using Dqx.Composition.Catalogs;
using Dqx.Composition.Running;
using Dqx.Composition.Workers.Protocol;

namespace Dqx.Composition.Workers;

/// <summary>Stands for a processor that lives in a worker. One that has died is started and initialised again for the next run.</summary>
internal sealed class WorkerProcessor(WorkerLaunch launch, InitializeRequest request, WorkerLog log) : IResultProcessor, ITokenDisposable
{
    private WorkerProcess? _worker;

    /// <summary>The process that it lives in now; null when there is none.</summary>
    public int? ProcessId => _worker is { Ending: null, Id: { } id } ? id : null;

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

    /// <summary>A worker in which the processor could not be initialised is of no use to anybody.</summary>
    private async Task<WorkerProcess> StartAsync(CancellationToken cancellationToken)
    {
        _worker = null;
        var worker = WorkerProcess.Start(launch, request.Instance, request.MemoryLimit, log);
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
