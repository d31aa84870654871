[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = int.MaxValue)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}
