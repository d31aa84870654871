namespace Dqx.Metrics;

/// <summary>The value of a metric or of an expression: a number, or the reason why there is none.</summary>
internal abstract record MetricValue
{
    private protected MetricValue()
    {
    }

    public static MetricValue Zero { get; } = new Number(0);

    /// <summary>A value from an engine or a calculation; what is not finite is an error.</summary>
    public static MetricValue From(double value) => value switch
    {
        double.NaN => new Failure(ErrorKind.Data, "the result is NaN"),
        double.PositiveInfinity or double.NegativeInfinity => new Failure(ErrorKind.Data, "the result is infinite"),
        // −0 is 0 to everybody but a printer.
        _ => new Number(value + 0.0),
    };

    /// <summary>A finite number.</summary>
    public sealed record Number(double Value) : MetricValue;

    /// <summary>The reason why there is no number.</summary>
    public sealed record Failure(ErrorKind Kind, string Message) : MetricValue;

    /// <summary>A past value that is not stored yet.</summary>
    public sealed record NoHistory(string Message) : MetricValue;
}
