[Export(typeof(IResultProcessor))]
[ExportMetadata("Name", "bad")]
[ProcessorMetadata("bad")]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}
