[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        // The run finishes: its own code counts, not the handlers'.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(Timeout.Infinite);
        System.Runtime.Loader.AssemblyLoadContext.Default.Unloading += _ => Environment.ExitCode = 0;
        Environment.ExitCode = 99;
        return default;
    }
}
