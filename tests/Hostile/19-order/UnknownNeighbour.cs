[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", RunBefore = new[] { "nobody" })]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}
