using System.Globalization;

namespace Dqx.Metrics;

/// <summary>A value that <c>count_values</c> looks for: a text, a whole number, or true or false. 1 is not true.</summary>
public sealed record ColumnValue
{
    // Called with what is said to be an object: a text would convert to a value, and the copy constructor be called.
    private ColumnValue(object? value) => Value = value ?? "";

    internal object Value { get; }

    /// <summary>A text, compared with its case.</summary>
    public static implicit operator ColumnValue(string value) => new((object?)value);

    /// <summary>A whole number.</summary>
    public static implicit operator ColumnValue(long value) => new((object?)value);

    /// <summary>True or false.</summary>
    public static implicit operator ColumnValue(bool value) => new((object?)value);

    /// <summary>The value as it is written in an expression, without quotes around a text.</summary>
    public override string ToString() => Value switch
    {
        bool flag => flag ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
