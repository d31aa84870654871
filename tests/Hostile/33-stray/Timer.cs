[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    private Timer _timer;

    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        _timer = new Timer(_ => throw new InvalidOperationException("timer"), null, 10, 10);
        Thread.Sleep(200);
        return default;
    }
}
