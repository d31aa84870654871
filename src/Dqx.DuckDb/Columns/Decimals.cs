using System.Globalization;

namespace Dqx.DuckDb;

/// <summary>DECIMAL, up to 38 digits, against <see cref="decimal"/>, up to 28 or 29.</summary>
internal static class Decimals
{
    /// <summary>The largest magnitude of <see cref="decimal"/>'s 96 bits.</summary>
    private static readonly Int128 MaximumUnscaled = (Int128.One << 96) - 1;

    /// <summary>Beyond this a double does not hold every whole number.</summary>
    private static readonly Int128 MaximumExactDouble = Int128.One << 53;

    /// <summary>10^0 to 10^38.</summary>
    internal static Int128[] PowersOfTen { get; } = MakePowers();

    internal static (Int128 Unscaled, byte Scale) Split(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var magnitude = ((Int128)(uint)parts[2] << 64) | ((Int128)(uint)parts[1] << 32) | (uint)parts[0];
        return (value < 0 ? -magnitude : magnitude, value.Scale);
    }

    /// <exception cref="OverflowException">The value has more digits than <see cref="decimal"/> holds.</exception>
    internal static decimal Join(Int128 unscaled, int scale)
    {
        var magnitude = Int128.Abs(unscaled);
        while ((magnitude > MaximumUnscaled || scale > 28) && scale > 0 && magnitude % 10 == 0)
        {
            magnitude /= 10;
            scale--;
        }

        return magnitude <= MaximumUnscaled && scale <= 28
            ? new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), unscaled < 0, (byte)scale)
            : throw new OverflowException($"The DECIMAL {Text(unscaled, scale)} has more digits than System.Decimal holds: read it as a double, or cast it to VARCHAR.");
    }

    /// <summary>The nearest double. Small numbers need one division, which is correctly rounded; the others are parsed.</summary>
    internal static double ToDouble(Int128 unscaled, int scale) =>
        Int128.Abs(unscaled) <= MaximumExactDouble && scale <= 22
            ? (double)unscaled / (double)PowersOfTen[scale]
            : double.Parse(Text(unscaled, scale), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(Int128 unscaled, int scale) => string.Create(CultureInfo.InvariantCulture, $"{unscaled}e-{scale}");

    private static Int128[] MakePowers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
