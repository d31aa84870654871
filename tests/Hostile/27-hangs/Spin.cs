[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        for (var until = Environment.TickCount64 + 5_000; Environment.TickCount64 < until;)
        {
        }

        return default;
    }
}
