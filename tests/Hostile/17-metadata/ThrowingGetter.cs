[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
[Throwing]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}

[MetadataAttribute]
[AttributeUsage(AttributeTargets.Class)]
public sealed class ThrowingAttribute : Attribute
{
    public string Extra => throw new InvalidOperationException("no extra");
}
