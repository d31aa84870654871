using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition;

/// <summary>What the host lends to extensions, and uses itself.</summary>
internal sealed record HostServices
{
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Null where the host keeps no history.</summary>
    public IMetricHistoryReader? History { get; init; }
}
