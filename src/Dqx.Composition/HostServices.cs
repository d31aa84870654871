using Dqx.Composition.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition;

/// <summary>What the host lends to extensions, and uses itself.</summary>
internal sealed record HostServices
{
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told of every call besides the host's own telemetry; null for nobody.</summary>
    public ICallObserver? CallObserver { get; init; }

    /// <summary>Null where the host keeps no history.</summary>
    public IMetricHistoryReader? History { get; init; }

    public static HostServices Of(DqxHostOptions options) => new()
    {
        LoggerFactory = options.LoggerFactory ?? NullLoggerFactory.Instance,
        TimeProvider = options.TimeProvider ?? TimeProvider.System,
        History = options.History,
        CallObserver = options.CallObserver,
    };
}
