[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        Leave();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Leave() => new Dying();
}

public sealed class Dying
{
    ~Dying() => throw new InvalidOperationException("finalizer");
}
