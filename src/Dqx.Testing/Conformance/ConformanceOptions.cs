namespace Dqx.Testing;

/// <summary>How <see cref="ProcessorConformance"/> checks.</summary>
public sealed record ConformanceOptions
{
    /// <summary>Settings with which the processor works; what it writes to by them is written to.</summary>
    public ProcessorSettings Settings { get; init; } = ProcessorSettings.Empty;

    /// <summary>Which processor of the extension; null for all that it holds, with the same settings.</summary>
    public string? Processor { get; init; }

    /// <summary>How long one call may take, positive. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How soon a call has to come back after its token was cancelled, positive. Default 2 s.</summary>
    public TimeSpan CancellationPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The runs that are handed over. Default: <see cref="SampleRuns.All"/>.</summary>
    public IReadOnlyList<SampleRun> Runs { get; init; } = SampleRuns.All;
}
