using Dqx.Composition.Catalogs;
using Dqx.Composition.Running.Calls;
using Dqx.Composition.Selection;
using Dqx.Delivery;
using Dqx.Suites;

namespace Dqx.Composition.Running;

/// <summary>One processor instance of a host: its configuration, its processor once there is one, and how it fares.</summary>
internal sealed class ProcessorInstance(SelectedProcessor selected, ExtensionRuntime? extension, IProcessorActivator activator, ProcessorHealth health)
{
    private ProcessCall? _call;

    public string Name => selected.Instance;

    public SelectedProcessor Selected => selected;

    public ExtensionRuntime? Extension => extension;

    public IProcessorActivator Activator => activator;

    public ProcessorHealth Health => health;

    public ProcessorSettings Settings => selected.Configuration.Settings;

    public TimeSpan Timeout => selected.Configuration.Timeout;

    public OnError OnError => selected.Configuration.OnError;

    /// <summary>The processor and its dependencies; null before it was created and after it was disposed.</summary>
    public ActivatedProcessor? Created { get; private set; }

    /// <summary>Why it is not in use; null when it was initialised.</summary>
    public ProcessorReport? Broken { get; private set; }

    public bool IsInitialized => Created is not null && Broken is null;

    /// <summary>How long it took to initialise; part of the first report.</summary>
    public TimeSpan Unreported { get; set; }

    /// <summary>Decides whether it is handed a run.</summary>
    /// <param name="zone">The zone in which days begin.</param>
    public NotifyRule Rule(TimeZoneInfo zone) => new(selected.Configuration.Notify ?? selected.Metadata.Notify, selected.Configuration.When, zone) { NewestOnly = selected.Metadata.NewestOnly };

    /// <summary>The call that hands it a run; a new one after a call was abandoned.</summary>
    /// <param name="processor">The processor.</param>
    /// <param name="copiesRun">Whether it gets a copy of the run of its own.</param>
    public ProcessCall Call(IResultProcessor processor, bool copiesRun = false)
    {
        if (_call is null or { Outcome: CallOutcome.Abandoned })
        {
            _call = new ProcessCall(this, processor, copiesRun);
        }

        return _call;
    }

    public void Note(InitializeCall call)
    {
        health.Note(call);
        Unreported = call.Elapsed;
        Created = call.Outcome == CallOutcome.Abandoned ? null : call.Created;
        Broken = call.Outcome == CallOutcome.Succeeded ? null : ProcessorReports.Of(this, call);
    }

    public void NoteNotLoaded(GuardedCall load)
    {
        Unreported = load.Elapsed;
        Broken = ProcessorReports.Of(this, load);
    }

    /// <summary>The extension is not trusted: nothing of it is loaded.</summary>
    public void NoteRefused(Rejection rejection) => Broken = ProcessorReports.Refused(this, rejection);

    /// <summary>Lets go of everything of the extension.</summary>
    public void Forget()
    {
        _call = null;
        Created = null;
    }
}
