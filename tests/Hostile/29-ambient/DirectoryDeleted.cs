[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        Environment.CurrentDirectory = folder;
        Directory.Delete(folder);
        return default;
    }
}
