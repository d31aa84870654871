[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        var thread = new Thread(() => throw new Silent());
        thread.Start();
        thread.Join();
        Thread.Sleep(50);
        return default;
    }
}

public sealed class Silent : Exception
{
    public override string Message => throw new InvalidOperationException("no message");

    public override string ToString() => throw new InvalidOperationException("no text");
}
