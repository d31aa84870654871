[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    private readonly Microsoft.Extensions.Logging.ILoggerFactory _factory;

    [ImportingConstructor]
    public Bad(Microsoft.Extensions.Logging.ILoggerFactory factory) => _factory = factory;

    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        _factory.Dispose();
        _factory.AddProvider(new Thrower());
        _factory.CreateLogger("bad");
        return default;
    }
}

public sealed class Thrower : Microsoft.Extensions.Logging.ILoggerProvider
{
    public Microsoft.Extensions.Logging.ILogger CreateLogger(string name) => throw new InvalidOperationException("no logger for " + name);

    public void Dispose() => throw new InvalidOperationException("not disposed");
}
