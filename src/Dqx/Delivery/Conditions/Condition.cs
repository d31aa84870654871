using Dqx.Expressions;

namespace Dqx.Delivery;

/// <summary>A node of a condition.</summary>
internal abstract record Condition
{
    private protected Condition()
    {
    }

    public abstract bool Holds(RunCounts counts);

    public sealed record And(Condition Left, Condition Right) : Condition
    {
        public override bool Holds(RunCounts counts) => Left.Holds(counts) && Right.Holds(counts);
    }

    public sealed record Or(Condition Left, Condition Right) : Condition
    {
        public override bool Holds(RunCounts counts) => Left.Holds(counts) || Right.Holds(counts);
    }

    public sealed record Not(Condition Operand) : Condition
    {
        public override bool Holds(RunCounts counts) => !Operand.Holds(counts);
    }

    public sealed record Compare(Quantity Left, ComparisonOperator Operator, Quantity Right) : Condition
    {
        public override bool Holds(RunCounts counts)
        {
            var order = Left.In(counts).CompareTo(Right.In(counts));
            return Operator switch
            {
                ComparisonOperator.Equal => order == 0,
                ComparisonOperator.NotEqual => order != 0,
                ComparisonOperator.Less => order < 0,
                ComparisonOperator.LessOrEqual => order <= 0,
                ComparisonOperator.Greater => order > 0,
                ComparisonOperator.GreaterOrEqual => order >= 0,
                _ => throw new InvalidOperationException($"{Operator} is no comparison."),
            };
        }
    }
}

/// <summary>One side of a comparison.</summary>
internal abstract record Quantity
{
    private protected Quantity()
    {
    }

    public abstract double In(RunCounts counts);

    public sealed record Number(double Value) : Quantity
    {
        public override double In(RunCounts counts) => Value;
    }

    /// <param name="Counter">What is counted.</param>
    /// <param name="Severity">Only assertions of this severity; null for all.</param>
    /// <param name="Tag">Only assertions with this tag; null for all.</param>
    public sealed record Count(RunCounter Counter, Severity? Severity, string? Tag) : Quantity
    {
        public override double In(RunCounts counts) => counts.Of(this);
    }
}

/// <summary>What a condition counts.</summary>
internal enum RunCounter
{
    /// <summary>Assertions that passed.</summary>
    Passed,

    /// <summary>Assertions that failed and are not muted.</summary>
    Failed,

    /// <summary>Assertions that could not be computed and are not muted.</summary>
    Errors,

    /// <summary>Assertions that were skipped.</summary>
    Skipped,

    /// <summary>All assertions.</summary>
    Total,

    /// <summary>Failures and errors that were not there when the processor was told last.</summary>
    New,

    /// <summary>Failures and errors that are gone since.</summary>
    Recovered,
}
