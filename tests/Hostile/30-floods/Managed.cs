[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 20_000 && !cancellationToken.IsCancellationRequested; i++)
        {
            Console.Out.WriteLine("{ \"schema\": \"dqx.run/1\", \"status\": \"passed\" }");
        }

        return default;
    }
}
