namespace Dqx;

/// <summary>The circumstances in which a processor is handed a run.</summary>
public sealed record ProcessorContext
{
    /// <summary>The instance name: the key under <c>processors:</c> in the suite file, else the processor's name.</summary>
    public required string Instance { get; init; }

    /// <summary>1 for the first time that this run is handed to this instance, then 2, 3, …</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The same for every attempt at this run and instance, different for every other: <c>run_id/instance</c>.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Why the processor is called, and what changed since it was told last.</summary>
    public Notification Notification { get; init; } = Notification.Result;
}
