namespace Dqx.Testing;

/// <summary>How a <see cref="CollectingHost"/> runs a processor.</summary>
public sealed record CollectingHostOptions
{
    /// <summary>The settings; empty by default.</summary>
    public ProcessorSettings Settings { get; init; } = ProcessorSettings.Empty;

    /// <summary>Which processor of an extension; null when it has only one.</summary>
    public string? Processor { get; init; }

    /// <summary>The instance name; null for the processor's own name (<c>subject</c> for one that is given).</summary>
    public string? Instance { get; init; }

    /// <summary>The time limit per phase, positive. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock that the processor imports; null for the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>The history that the processor imports; null for none.</summary>
    public IMetricHistoryReader? History { get; init; }
}
