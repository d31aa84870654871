[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad_two", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return Library.Version2() == "2" ? default : throw new InvalidOperationException("another version");
    }
}
