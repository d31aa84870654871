[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        throw new Loop();
    }
}

public sealed class Loop : AggregateException
{
    public override Exception GetBaseException() => this;

    public override string Message => throw this;
}
