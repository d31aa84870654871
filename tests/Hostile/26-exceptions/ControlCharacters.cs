[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        throw new InvalidOperationException("\u001b[2Jgone\r\n\0\ud800");
    }
}
