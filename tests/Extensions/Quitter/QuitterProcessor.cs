using System.Composition;

namespace Dqx.Tests.Extensions.Quitter;

/// <summary>Calls <see cref="Environment.Exit"/> with 0 in the middle of a run.</summary>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata("quitter", Order = 10)]
public sealed class QuitterProcessor : IResultProcessor
{
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        Environment.Exit(0);
        return ValueTask.CompletedTask;
    }
}
