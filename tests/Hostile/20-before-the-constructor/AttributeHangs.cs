[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
[Loud]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class LoudAttribute : Attribute
{
    public LoudAttribute() => Thread.Sleep(Timeout.Infinite);
}
