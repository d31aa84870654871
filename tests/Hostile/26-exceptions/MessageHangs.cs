[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        throw new Slow();
    }
}

public sealed class Slow : Exception
{
    public override string Message
    {
        get
        {
            Thread.Sleep(Timeout.Infinite);
            return "";
        }
    }
}
