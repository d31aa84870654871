using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Running.Calls;

/// <summary>Disposes a processor: asynchronously where it can, then with everything that was created for it.</summary>
internal sealed class DisposeCall(ProcessorInstance instance, ActivatedProcessor created, TimeSpan timeout) : GuardedCall(timeout)
{
    public override TimeSpan Grace => instance.Activator.Grace;

    public override string Subject => instance.Name;

    public override string? File => instance.Selected.Extension.Candidate.File;

    public override string Phase => Phases.Dispose;

    public override ValueTask InvokeAsync()
    {
        if (created.Processor is ITokenDisposable endable)
        {
            return endable.DisposeAsync(Token);
        }

        if (created.Processor is IAsyncDisposable asynchronous)
        {
            return DisposeAsync(asynchronous, created.Owner);
        }

        created.Owner?.Dispose();
        return ValueTask.CompletedTask;
    }

    public override ProcessorFault Describe(Exception exception)
        => FaultDescriber.Describe(exception, Phase, inConstructor: false, instance.Settings.Redact);

    /// <summary>MEF knows nothing of <see cref="IAsyncDisposable"/>; the owner is disposed even when the processor's disposal throws.</summary>
    private static async ValueTask DisposeAsync(IAsyncDisposable processor, IDisposable? owner)
    {
        using (owner)
        {
            await processor.DisposeAsync();
        }
    }
}
