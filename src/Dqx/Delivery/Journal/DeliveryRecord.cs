namespace Dqx.Delivery;

/// <summary>What identifies a delivery.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Instance">The processor's instance name.</param>
public sealed record DeliveryKey(Guid RunId, string Instance);

/// <summary>An instance that a run is to be handed to.</summary>
/// <param name="Instance">The instance name.</param>
/// <param name="Use">The processor's name.</param>
public sealed record DeliveryTarget(string Instance, string Use);

/// <summary>Who makes a delivery, and for how long it is theirs.</summary>
/// <param name="Owner">The process. Another process of the same machine takes over at once when it has ended.</param>
/// <param name="Until">When others may take over, whatever became of the owner.</param>
public sealed record DeliveryLease(LeaseOwner Owner, DateTimeOffset Until);

/// <summary>What became of an attempt.</summary>
/// <param name="Status"><see cref="DeliveryStatus.Pending"/> for an attempt that failed and is to be repeated.</param>
/// <param name="At">When it ended.</param>
/// <param name="Duration">How long it took; zero when nothing was called.</param>
/// <param name="Reason">Why it failed or was not made, without secrets; null for a success.</param>
public sealed record DeliveryOutcome(DeliveryStatus Status, DateTimeOffset At, TimeSpan Duration, string? Reason);

/// <summary>A delivery as the journal has it.</summary>
public sealed record DeliveryRecord
{
    /// <summary>The run and the instance.</summary>
    public required DeliveryKey Key { get; init; }

    /// <summary>The processor's name.</summary>
    public required string Use { get; init; }

    /// <summary>The date and the identity tags of the run.</summary>
    public required ResultKey ResultKey { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How the delivery stands.</summary>
    public required DeliveryStatus Status { get; init; }

    /// <summary>How many attempts were begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When something became of it last; null when nothing has yet.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Why the last attempt failed, or why it was not made; null otherwise.</summary>
    public string? Reason { get; init; }
}
