[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        throw new AggregateException(Enumerable.Range(0, 1000).Select(i => new InvalidOperationException("cause " + i)));
    }
}
