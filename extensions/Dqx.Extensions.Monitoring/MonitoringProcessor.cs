using System.Composition;
using Dqx.Extensions.Monitoring.Metrics;
using Dqx.Extensions.Monitoring.Otlp;
using Dqx.Extensions.Monitoring.Pushgateway;
using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.Monitoring;

/// <summary>Shows the figures of the latest run of a suite to a monitoring system.</summary>
/// <remarks>It comes after the others, so that it knows how long they took. Nothing is connected to before there is a run, or stays connected after it.</remarks>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata(
    "monitoring",
    Order = 900,
    Description = "Sends the figures of the latest run to a Prometheus Pushgateway or by OTLP",
    RequiredSettings = ["endpoint"],
    Idempotent = true,
    NewestOnly = true)]
internal sealed class MonitoringProcessor : IResultProcessor, IDisposable
{
    private readonly ILogger _logger;
    private MonitoringSettings? _settings;
    private Receiver? _receiver;
    private IGaugeSink? _sink;
    private ProcessorTimes? _times;

    /// <summary>Creates the processor; the host's logging is imported.</summary>
    [ImportingConstructor]
    public MonitoringProcessor(ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger("Dqx.Extensions.Monitoring");
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        _settings = settings.Bind<MonitoringSettings>();
        _receiver = new Receiver(_settings);
        _sink = _settings.Protocol is MonitoringProtocol.Otlp
            ? new OtlpSink(_receiver, _settings.Namespace, _settings.RequestTimeout)
            : new PushgatewaySink(_receiver, _settings.RequestTimeout, settings.Redact);
        _times = new ProcessorTimes();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        if (_settings is null || _receiver is null || _sink is null || _times is null)
        {
            throw new InvalidOperationException("The processor was not initialised.");
        }

        var values = run.Results.Count(result => result.Value is not null);
        if (values > _settings.MaxAssertionValues && _settings.MaxAssertionValues > 0)
        {
            Log.Capped(_logger, run.RunId, values, _settings.MaxAssertionValues);
        }

        var gauges = RunGauges.Of(run, _settings, _times.Last.Where(time => time.Name != context.Instance));
        await _sink.SendAsync(gauges, cancellationToken);
        Log.Sent(_logger, gauges.Samples, run.RunId, _receiver.Name);
    }

    /// <inheritdoc/>
    public void Dispose() => _times?.Dispose();
}
