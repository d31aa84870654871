using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Running.Calls;

/// <summary>Hands a run to a processor. Made again for every run, until it has to be abandoned.</summary>
internal sealed class ProcessCall(ProcessorInstance instance, IResultProcessor processor, bool copiesRun) : GuardedCall(instance.Timeout)
{
    private SuiteRun? _run;
    private ProcessorContext? _context;

    public ProcessorInstance Instance => instance;

    public override TimeSpan Grace => instance.Activator.Grace;

    public override string Subject => instance.Name;

    public override string? File => instance.Selected.Extension.Candidate.File;

    public override string Phase => Phases.Process;

    public void Arm(SuiteRun run, ProcessorContext context)
    {
        Arm();
        _run = run;
        _context = context;
    }

    /// <summary>Lets the run go, so that a waiting host does not hold on to it.</summary>
    public void Disarm() => (_run, _context) = (null, null);

    public override ValueTask InvokeAsync()
        => _run is { } run && _context is { } context
            ? processor.ProcessAsync(copiesRun ? RunCopy.Of(run) : run, context, Token)
            : throw new InvalidOperationException("A call was made that was not armed.");

    public override ProcessorFault Describe(Exception exception)
        => FaultDescriber.Describe(exception, Phase, inConstructor: false, instance.Settings.Redact);
}
