[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", RunAfter = new[] { "bad" })]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}
