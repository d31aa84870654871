[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        return default(ValueTask);
    }
}
