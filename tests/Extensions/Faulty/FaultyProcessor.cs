using System.Composition;

namespace Dqx.Tests.Extensions.Faulty;

/// <summary>Its constructor throws.</summary>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata("faulty", Order = 10)]
public sealed class FaultyProcessor : IResultProcessor
{
    public FaultyProcessor() => throw new InvalidOperationException("the constructor has no license");

    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
