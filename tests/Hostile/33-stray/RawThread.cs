[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        var thread = new Thread(() => throw new InvalidOperationException("raw thread"));
        thread.Start();
        thread.Join();
        Thread.Sleep(50);
        return default;
    }
}
