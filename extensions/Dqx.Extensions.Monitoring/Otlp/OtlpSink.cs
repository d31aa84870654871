using System.Diagnostics.Metrics;
using Dqx.Extensions.Monitoring.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Dqx.Extensions.Monitoring.Otlp;

/// <summary>Sends the figures of a run by OTLP over HTTP, with OpenTelemetry's exporter.</summary>
/// <remarks>Gauges with the same names and attributes: the same run twice shows the same figures.</remarks>
internal sealed class OtlpSink(Receiver receiver, string jobName, TimeSpan timeout) : IGaugeSink
{
    private const string MeterName = "Dqx.Extensions.Monitoring";

    /// <summary>Where a collector takes metrics unless its address says otherwise.</summary>
    private const string Path = "v1/metrics";

    /// <summary>A provider listens to every meter of a name in the process: two that send at the same time would send each other's figures.</summary>
    private static readonly SemaphoreSlim s_turn = new(1);

    /// <inheritdoc/>
    public async ValueTask SendAsync(RunGauges gauges, CancellationToken cancellationToken)
    {
        await s_turn.WaitAsync(cancellationToken);
        try
        {
            Send(gauges, cancellationToken);
        }
        finally
        {
            s_turn.Release();
        }
    }

    private void Send(RunGauges gauges, CancellationToken cancellationToken)
    {
        using var recorder = new AnswerRecorder(cancellationToken);
        using var client = receiver.Client(recorder);
        using var meter = new Meter(MeterName);
        using var provider = Provider(gauges, client);
        foreach (var gauge in gauges.Gauges)
        {
            var instrument = meter.CreateGauge<double>(gauge.Name, unit: null, gauge.Help);
            foreach (var sample in gauge.Samples)
            {
                instrument.Record(sample.Value, [.. gauges.Group.Concat(sample.Labels).Select(label => KeyValuePair.Create(label.Key, (object?)label.Value))]);
            }
        }

        // The end of the provider is what sends: asked to send before, it would send twice.
        var sent = provider.Shutdown((int)timeout.TotalMilliseconds + 1000);
        cancellationToken.ThrowIfCancellationRequested();
        if (recorder.Status is { } status && (int)status is < 200 or >= 300)
        {
            throw SendFailure.Answered(receiver.Name, status, answer: "");
        }

        if (!sent || recorder.Status is null)
        {
            throw SendFailure.Explain(recorder.Failure ?? new HttpRequestException("The exporter sent nothing."), receiver.Name, timeout);
        }
    }

    private MeterProvider Provider(RunGauges gauges, HttpClient client)
    {
        var options = new OtlpExporterOptions
        {
            Protocol = OtlpExportProtocol.HttpProtobuf,
            Endpoint = receiver.Address.AbsolutePath.Length > 1 ? receiver.Address : new Uri(receiver.Address, Path),
            TimeoutMilliseconds = (int)timeout.TotalMilliseconds,
            HttpClientFactory = () => client,
        };
        return Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.Clear().AddAttributes([KeyValuePair.Create("service.name", (object)jobName)]))
            .AddMeter(MeterName)
            // Without it the exporter gives all values beyond 2000 of a metric as one.
            .AddView("*", new MetricStreamConfiguration { CardinalityLimit = gauges.Gauges.Max(gauge => gauge.Samples.Length) + 1 })
            .AddReader(new BaseExportingMetricReader(new OtlpMetricExporter(options)))
            .Build();
    }
}
