using System.Text.Json;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Running;
using Dqx.Composition.Running.Calls;
using Dqx.Composition.Selection;
using Dqx.Composition.Workers.Protocol;
using Dqx.Suites;

namespace Dqx.Composition.Workers.Child;

/// <summary>Does what the host asks for, by the calls that a host without workers makes, without their time limits: those are the host's.</summary>
internal sealed class WorkerCalls(FrameWriter toHost, ICallWaiter waiter)
{
    private static readonly TimeSpan s_unlimited = TimeSpan.MaxValue;

    private readonly Lock _gate = new();
    private ProcessorInstance? _instance;
    private ActivatedProcessor? _created;
    private GuardedCall? _current;
    private bool _cancelled;

    /// <summary>Says that a request has come; what is cancelled from here on is this one.</summary>
    public void Expect()
    {
        lock (_gate)
        {
            _cancelled = false;
        }
    }

    /// <summary>Cancels the token of the request, also when its call has not begun yet.</summary>
    public void Cancel()
    {
        GuardedCall? current;
        lock (_gate)
        {
            _cancelled = true;
            current = _current;
        }

        if (current is not null)
        {
            _ = ExtensionBoundary.Cancel(current.Source);
        }
    }

    /// <summary>Null when it succeeded.</summary>
    public ProcessorFault? Make(Frame request)
    {
        try
        {
            return request.Kind switch
            {
                InitializeRequest.Name => Initialize(InitializeRequest.Read(request.Header)),
                ProcessRequest.Name => Process(ProcessRequest.Read(request.Header), request.Body),
                DisposeRequest.Name => Dispose(),
                var kind => Refuse($"there are no requests of kind '{kind}'"),
            };
        }
        catch (Exception wrong) when (wrong is DqxException or IOException or InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Refuse(wrong.Message);
        }
    }

    private ProcessorFault? Initialize(InitializeRequest request)
    {
        if (request.MemoryLimit is { } limit)
        {
            ProcessFence.LimitMemory(limit);
        }

        var extension = new Extension
        {
            Candidate = new ExtensionCandidate(request.Extension, Path.GetDirectoryName(request.File) ?? "", request.File, IsLoose: false),
            Parts = request.Parts,
        };
        var configuration = new ProcessorConfiguration { Instance = request.Instance, Use = request.Processor, Settings = request.Settings, Timeout = s_unlimited };
        var selected = new SelectedProcessor(configuration, extension, request.Type, new ProcessorMetadata { Name = request.Processor });
        // No history: it stays with the host.
        var services = new HostServices { LoggerFactory = new MirrorLoggerFactory(toHost, request.LogLevel) };
        var runtime = new ExtensionRuntime(extension, [request.Type], services);
        var activator = new ExportActivator(runtime, request.Processor, request.Type);
        _instance = new ProcessorInstance(selected, runtime, activator, new ProcessorHealth(services.TimeProvider, TimeSpan.Zero));
        var initialize = new InitializeCall(_instance);
        var fault = Invoke(new LoadCall(runtime, s_unlimited)) ?? Invoke(initialize);
        _created = initialize.Created;
        return fault;
    }

    private ProcessorFault? Process(ProcessRequest request, ReadOnlyMemory<byte> document)
    {
        if (_instance is not { } instance || _created is not { Processor: { } processor })
        {
            return Refuse("there is no processor yet");
        }

        var call = instance.Call(processor);
        call.Arm(RunDocument.Read(document), request.Context);
        var fault = Invoke(call);
        call.Disarm();
        return fault;
    }

    private ProcessorFault? Dispose()
    {
        if (_instance is not { Extension: { } runtime } instance || _created is not { } created)
        {
            return null;
        }

        var fault = Invoke(new DisposeCall(instance, created, s_unlimited));
        while (runtime.ContainerCount > 0)
        {
            fault = Invoke(new ReleaseCall(runtime, s_unlimited)) is { } next && fault is null ? next : fault;
        }

        return fault;
    }

    private ProcessorFault? Invoke(GuardedCall call)
    {
        bool isCancelled;
        lock (_gate)
        {
            _current = call;
            isCancelled = _cancelled;
        }

        if (isCancelled)
        {
            _ = ExtensionBoundary.Cancel(call.Source);
        }

        var fault = ExtensionBoundary.Invoke(call, waiter);
        lock (_gate)
        {
            _current = null;
        }

        return fault;
    }

    private static ProcessorFault Refuse(string why) => new("DQX2206", Phases.Load, $"the worker could not do what it was asked for: {why}");
}
