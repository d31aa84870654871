using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Running.Calls;

/// <summary>Loads an extension and composes what can be composed together.</summary>
internal sealed class LoadCall(ExtensionRuntime extension, TimeSpan timeout) : GuardedCall(timeout)
{
    public ExtensionRuntime Extension => extension;

    public override string Subject => extension.Name;

    public override string? File => extension.File;

    public override string Phase => Phases.Load;

    public override ValueTask InvokeAsync()
    {
        extension.Load();
        return ValueTask.CompletedTask;
    }

    public override ProcessorFault Describe(Exception exception)
        => FaultDescriber.Describe(exception, Phase, inConstructor: false, static text => text);
}
