/// <summary>Does nothing wrong by itself.</summary>
public abstract class Processor : IResultProcessor
{
    public virtual ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => default;

    public virtual ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => default;
}
