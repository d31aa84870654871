namespace Dqx.Delivery;

/// <summary>How a delivery stands.</summary>
public enum DeliveryStatus
{
    /// <summary>It is due: not made yet, or every attempt so far has failed.</summary>
    Pending,

    /// <summary>The processor took the run.</summary>
    Sent,

    /// <summary>The processor was not to be told; the reason says why.</summary>
    NotDue,

    /// <summary>It stayed due for longer than <c>expire</c>.</summary>
    Expired,

    /// <summary>Somebody gave it up.</summary>
    Dropped,
}
