[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        cancellationToken.Register(() => throw new InvalidOperationException("from the callback"));
        await new TaskCompletionSource().Task;
    }
}
