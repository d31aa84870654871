namespace Dqx.Metrics.States;

/// <summary>The value of the row with the smallest order, and that order; null when there is no such row.</summary>
internal sealed record FirstState(FirstRow? Row) : MetricState<FirstState>
{
    public static FirstState None { get; } = new((FirstRow?)null);

    public override double? Value => Row?.Value;

    private protected override FirstState With(FirstState other)
        => Row is null ? other : other.Row is null ? this : other.Row.StandsBefore(Row) ? other : this;
}

/// <summary>A row that may be the first.</summary>
/// <param name="Order">What orders it: a number, or a date or timestamp as <c>yyyy-MM-dd HH:mm:ss.ffffff</c>, which sorts as it is written.</param>
/// <param name="Value">Its value; of rows with one order the smallest counts.</param>
internal sealed record FirstRow(FirstOrder Order, double Value)
{
    public bool StandsBefore(FirstRow other)
        => FirstOrder.Compare(Order, other.Order) is not 0 and var order ? order < 0 : Extremes.Compare(Value, other.Value) < 0;
}
