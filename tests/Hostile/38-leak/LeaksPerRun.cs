[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    private static readonly List<object> s_kept = new();

    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        s_kept.Add(run);
        s_kept.Add(new byte[50_000_000]);
        s_kept.Add(context);
        return default;
    }
}
