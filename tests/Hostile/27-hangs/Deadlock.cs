[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        object one = new(), other = new();
        var thread = new Thread(() => Take(other, one)) { IsBackground = true };
        thread.Start();
        Take(one, other);
        return default;
    }

    private static void Take(object first, object second)
    {
        lock (first)
        {
            Thread.Sleep(100);
            lock (second)
            {
            }
        }
    }
}
