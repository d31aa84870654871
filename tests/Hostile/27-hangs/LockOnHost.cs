[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        // A lock on what the host shares with everybody.
        var thread = new Thread(() =>
        {
            Monitor.Enter(typeof(IResultProcessor));
            Monitor.Enter(run);
            Monitor.Enter(typeof(string));
            Thread.Sleep(Timeout.Infinite);
        });
        thread.IsBackground = true;
        thread.Start();
        Thread.Sleep(100);
        lock (run)
        {
            return default;
        }
    }
}
