[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.FirstChanceException += (_, _) => { };
        AppDomain.CurrentDomain.AssemblyResolve += (_, _) => null;
        AppDomain.CurrentDomain.UnhandledException += (_, _) => { };
        System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += (_, _) => null;
        Console.CancelKeyPress += (_, _) => { };
        return default;
    }
}
