[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        throw new Silent();
    }
}

public sealed class Silent : Exception
{
    public override string Message => throw new InvalidOperationException("no message");

    public override string StackTrace => throw new InvalidOperationException("no stack");

    public override string ToString() => throw new InvalidOperationException("no text");
}
