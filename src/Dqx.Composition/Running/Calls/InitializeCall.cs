using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Running.Calls;

/// <summary>Creates a processor and initialises it: one phase as far as the time limit goes.</summary>
internal sealed class InitializeCall(ProcessorInstance instance) : GuardedCall(instance.Timeout)
{
    private volatile string _phase = Phases.Initialize;
    private bool _inConstructor = true;

    public ProcessorInstance Instance => instance;

    /// <summary>What was created, even when it could not be initialised; null when nothing was.</summary>
    public ActivatedProcessor? Created { get; private set; }

    public override TimeSpan Grace => instance.Activator.Grace;

    public override string Subject => instance.Name;

    public override string? File => instance.Selected.Extension.Candidate.File;

    public override string Phase => _phase;

    public override ValueTask InvokeAsync()
    {
        Created = instance.Activator.Create(phase => _phase = phase);
        _inConstructor = false;
        return Created.Processor.InitializeAsync(instance.Settings, Token);
    }

    public override ProcessorFault Describe(Exception exception)
        => FaultDescriber.Describe(exception, Phase, _inConstructor, instance.Settings.Redact);
}
