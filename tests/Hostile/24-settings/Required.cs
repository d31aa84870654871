[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", RequiredSettings = new[] { "endpoint" })]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}
