[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        Start();
        Thread.Sleep(100);
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Start() => _ = Task.Run(() => throw new InvalidOperationException("nobody looked"));
}
