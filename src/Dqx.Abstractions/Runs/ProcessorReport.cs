namespace Dqx;

/// <summary>What became of one processor instance in a run.</summary>
public sealed record ProcessorReport
{
    /// <summary>The instance name.</summary>
    public required string Name { get; init; }

    /// <summary>The processor's name in its metadata.</summary>
    public required string Use { get; init; }

    /// <summary>The order in its metadata.</summary>
    public int Order { get; init; } = ProcessorMetadataAttribute.DefaultOrder;

    /// <summary>What became of it.</summary>
    public required ProcessorStatus Status { get; init; }

    /// <summary>How long its calls took in this run.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The phase in which it failed (<c>find</c>, <c>inspect</c>, <c>verify</c>, <c>load</c>, <c>compose</c>,
    /// <c>initialize</c>, <c>process</c>, <c>dispose</c>); null when it did not.</summary>
    public string? Phase { get; init; }

    /// <summary>Why it failed or was skipped: exception type and message, bounded and without secrets; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>The id under which the diagnostics page explains it; null when nothing is to be explained.</summary>
    public string? Diagnostic { get; init; }

    /// <summary>The extension's main assembly; null when none was found.</summary>
    public string? File { get; init; }
}
