[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(Timeout.Infinite);
        System.Runtime.Loader.AssemblyLoadContext.Default.Unloading += _ => Thread.Sleep(Timeout.Infinite);
        Environment.Exit(0);
        return default;
    }
}
