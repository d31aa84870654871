[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}

[Export(typeof(IResultProcessor))]
[ProcessorMetadata("other", Order = 600)]
public sealed class Other : Helper, IResultProcessor
{
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => default;

    public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => default;
}
