[Export(typeof(IResultProcessor))]
[ProcessorMetadata("db_writer", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}
