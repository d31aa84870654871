namespace Dqx.DuckDb;

/// <summary>An INTERVAL: months, days and microseconds, which do not turn into each other.</summary>
public readonly record struct DuckDbInterval(int Months, int Days, long Microseconds)
{
    /// <summary>As a length of time, a day being 24 hours.</summary>
    /// <exception cref="OverflowException">It has months, which have no length, or is too long.</exception>
    public TimeSpan ToTimeSpan() => Months == 0
        ? new TimeSpan(checked((Days * TimeSpan.TicksPerDay) + (Microseconds * TimeSpan.TicksPerMicrosecond)))
        : throw new OverflowException("An INTERVAL with months has no fixed length.");
}
