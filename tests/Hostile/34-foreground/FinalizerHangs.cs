[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        Leave();
        GC.Collect();
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Leave() => new Stuck();
}

public sealed class Stuck
{
    ~Stuck() => Thread.Sleep(Timeout.Infinite);
}
