[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    private int _inside;
    private int _calls;

    public override ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        if (_calls++ > 0)
        {
            throw new InvalidOperationException("initialised twice");
        }

        return default;
    }

    public override async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            throw new InvalidOperationException("called concurrently");
        }

        await Task.Delay(20, cancellationToken);
        Interlocked.Decrement(ref _inside);
    }
}
