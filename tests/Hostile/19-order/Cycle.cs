[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", RunAfter = new[] { "bad_too" })]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}

[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad_too", RunAfter = new[] { "bad" })]
public sealed class BadToo : Processor
{
}
