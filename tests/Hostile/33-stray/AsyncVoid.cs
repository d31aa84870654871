[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        Fire();
        Thread.Sleep(200);
        return default;
    }

    private static async void Fire()
    {
        await Task.Delay(20);
        throw new InvalidOperationException("async void");
    }
}
