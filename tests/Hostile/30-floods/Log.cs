[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    private readonly Microsoft.Extensions.Logging.ILogger _logger;

    [ImportingConstructor]
    public Bad(Microsoft.Extensions.Logging.ILoggerFactory factory) => _logger = factory.CreateLogger("bad");

    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 5_000 && !cancellationToken.IsCancellationRequested; i++)
        {
            Microsoft.Extensions.Logging.LoggerExtensions.LogError(_logger, new InvalidOperationException(new string('x', 1_000)), "flood {Number}", i);
        }

        return default;
    }
}
