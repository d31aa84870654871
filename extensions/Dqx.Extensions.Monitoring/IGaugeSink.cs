using Dqx.Extensions.Monitoring.Metrics;

namespace Dqx.Extensions.Monitoring;

/// <summary>Takes the figures of a run, which replace those of the run before.</summary>
internal interface IGaugeSink
{
    /// <summary>Sends all of them, or none.</summary>
    /// <exception cref="DqxException">They were not taken; the message says why and what to do.</exception>
    ValueTask SendAsync(RunGauges gauges, CancellationToken cancellationToken);
}
