[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 10)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}
