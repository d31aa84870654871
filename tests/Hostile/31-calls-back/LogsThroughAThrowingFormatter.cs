[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    private readonly Microsoft.Extensions.Logging.ILogger _logger;

    [ImportingConstructor]
    public Bad(Microsoft.Extensions.Logging.ILoggerFactory factory) => _logger = factory.CreateLogger("bad");

    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        _logger.Log(Microsoft.Extensions.Logging.LogLevel.Critical, default, 0, null, (_, _) => throw new InvalidOperationException("from the formatter"));
        return default;
    }
}
