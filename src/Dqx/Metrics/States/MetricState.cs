namespace Dqx.Metrics.States;

/// <summary>What a metric keeps of the rows that it has seen, so that two parts of the data can be put together without being read again.</summary>
/// <remarks>
/// <see cref="Merge"/> is associative and commutative, and the state of no rows is its identity. Counts, extremes and sums of integers and
/// decimals are exact; sums of doubles are so up to their rounding. Prints as it is stored, see <see cref="StateText"/>.
/// </remarks>
internal abstract record MetricState
{
    private protected MetricState()
    {
    }

    /// <summary>The number that these rows say; null when they say none.</summary>
    public abstract double? Value { get; }

    /// <summary>The state of the rows of both.</summary>
    /// <exception cref="ArgumentException">The other state is of another kind.</exception>
    public abstract MetricState Merge(MetricState other);

    /// <inheritdoc/>
    public sealed override string ToString() => StateText.Write(this);
}

/// <summary>A state that merges with states of its own kind.</summary>
/// <typeparam name="T">The kind.</typeparam>
internal abstract record MetricState<T> : MetricState
    where T : MetricState<T>
{
    private protected MetricState()
    {
    }

    public sealed override MetricState Merge(MetricState other)
        => other is T same ? With(same) : throw new ArgumentException($"A {GetType().Name} does not merge with a {other.GetType().Name}.", nameof(other));

    private protected abstract T With(T other);
}
