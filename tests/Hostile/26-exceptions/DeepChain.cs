[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        var chain = new InvalidOperationException("the root");
        for (var i = 0; i < 10_000; i++)
        {
            chain = new InvalidOperationException("link " + i, chain);
        }

        throw chain;
    }
}
