[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = int.MinValue)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}
