using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Running.Calls;

/// <summary>Disposes one container of an extension, with its shared parts.</summary>
internal sealed class ReleaseCall(ExtensionRuntime extension, TimeSpan timeout) : GuardedCall(timeout)
{
    public override string Subject => extension.Name;

    public override string? File => extension.File;

    public override string Phase => Phases.Dispose;

    public override ValueTask InvokeAsync()
    {
        extension.DisposeContainer();
        return ValueTask.CompletedTask;
    }

    public override ProcessorFault Describe(Exception exception)
        => FaultDescriber.Describe(exception, Phase, inConstructor: false, static text => text);
}
