[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        // Whatever of the host can be reached by reflection: a second host over the same catalog, from within a call.
        var composition = AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == "Dqx.Composition");
        var options = Activator.CreateInstance(composition.GetType("Dqx.Composition.DqxHostOptions"));
        var host = composition.GetType("Dqx.Composition.DqxHost").GetMethod("Create", new[] { options.GetType() }).Invoke(null, new[] { options });
        var task = (Task)host.GetType().GetMethod("ProcessAsync").Invoke(host, new object[] { run, cancellationToken });
        await task;
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
