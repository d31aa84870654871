[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override async ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        await new TaskCompletionSource().Task;
    }
}
