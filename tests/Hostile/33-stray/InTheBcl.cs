[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        // No code of the extension is on the stack of this exception: an array has nothing to be removed from.
        System.Collections.IList array = new int[1];
        var thread = new Thread(array.Remove);
        thread.Start("x");
        thread.Join();
        Thread.Sleep(50);
        return default;
    }
}
