using System.Globalization;

namespace Dqx.DuckDb;

/// <summary>How wide a DECIMAL has to be: digits before and behind the point.</summary>
internal readonly record struct DecimalDigits(int Whole, int Fraction)
{
    private const int MaximumDigits = 38;
    private const int MaximumDigitsInLong = 18;

    /// <summary>10^0 to 10^28.</summary>
    private static readonly decimal[] Powers = [.. Decimals.PowersOfTen.Take(29).Select(power => (decimal)power)];

    /// <summary>Where nothing is known: any amount of money, and ratios to 18 places.</summary>
    internal static DecimalDigits Unknown { get; } = new(20, 18);

    internal byte Scale => (byte)Math.Min(Fraction, MaximumDigits - Math.Max(Whole, 1));

    /// <summary>Eighteen digits are computed as a long, more as 128 bits.</summary>
    internal byte Precision => Math.Max(Whole, 1) + Scale <= MaximumDigitsInLong ? (byte)MaximumDigitsInLong : (byte)MaximumDigits;

    /// <summary>The digits that hold these and another value.</summary>
    internal DecimalDigits With(decimal value)
    {
        var magnitude = decimal.Abs(value);
        var whole = Whole;
        while (whole < Powers.Length && magnitude >= Powers[whole])
        {
            whole++;
        }

        return new(whole, Math.Max(Fraction, value.Scale));
    }

    /// <summary>A writer for this precision and scale. What the scale has no place for is rounded to even.</summary>
    internal VectorWriter<decimal> Writer()
    {
        var (precision, scale) = (Precision, Scale);
        return precision == MaximumDigitsInLong
            ? new MappedWriter<decimal, long>(value => (long)Unscaled(value, precision, scale))
            : new MappedWriter<decimal, Int128>(value => Unscaled(value, precision, scale));
    }

    private static Int128 Unscaled(decimal value, byte precision, byte scale)
    {
        var (unscaled, has) = Decimals.Split(value.Scale > scale ? decimal.Round(value, scale, MidpointRounding.ToEven) : value);
        var result = checked(unscaled * Decimals.PowersOfTen[scale - has]);
        return Int128.Abs(result) < Decimals.PowersOfTen[precision]
            ? result
            : throw new OverflowException(string.Create(CultureInfo.InvariantCulture, $"{value} does not fit DECIMAL({precision},{scale})."));
    }
}
