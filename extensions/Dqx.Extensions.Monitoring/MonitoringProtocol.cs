namespace Dqx.Extensions.Monitoring;

/// <summary>Who is sent to.</summary>
internal enum MonitoringProtocol
{
    /// <summary>A Prometheus Pushgateway, in Prometheus' text format.</summary>
    Pushgateway,

    /// <summary>An OpenTelemetry collector, or what else takes OTLP over HTTP.</summary>
    Otlp,
}
