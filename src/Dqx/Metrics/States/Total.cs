using System.Globalization;
using System.Numerics;

namespace Dqx.Metrics.States;

/// <summary>A sum: exact over integers and decimals of any size, a double over doubles.</summary>
internal abstract record Total
{
    private const string Approximate = "double:";

    private Total()
    {
    }

    /// <summary>A number as an engine prints it: exact when it has nothing but digits, a sign and a point.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public static Total Parse(string text)
    {
        if (text.StartsWith(Approximate, StringComparison.Ordinal))
        {
            return new Floating(double.Parse(text.AsSpan(Approximate.Length), NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        if (!IsPlain(text))
        {
            return new Floating(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0
            ? new Exact(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), 0)
            : new Exact(BigInteger.Parse(text.Remove(point, 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), text.Length - point - 1);
    }

    /// <summary>The sum of two; null is the sum of nothing.</summary>
    public static Total? Add(Total? left, Total? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        (Exact a, Exact b) => Exact.Add(a, b),
        _ => new Floating(left.ToDouble() + right.ToDouble()),
    };

    public abstract double ToDouble();

    public static int Compare(Total left, Total right) => (left, right) switch
    {
        (Exact a, Exact b) => a.At(Math.Max(a.Scale, b.Scale)).CompareTo(b.At(Math.Max(a.Scale, b.Scale))),
        _ => Extremes.Compare(left.ToDouble(), right.ToDouble()),
    };

    /// <summary>Nothing but digits, after a sign, around a point.</summary>
    private static bool IsPlain(string text)
    {
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        var point = digits.IndexOf('.');
        return !digits.IsEmpty && AreDigits(point < 0 ? digits : digits[..point]) && (point < 0 || AreDigits(digits[(point + 1)..]));

        static bool AreDigits(ReadOnlySpan<char> part)
        {
            foreach (var character in part)
            {
                if (!char.IsAsciiDigit(character))
                {
                    return false;
                }
            }

            return !part.IsEmpty;
        }
    }

    /// <summary>An exact number, digits · 10⁻ˢᶜᵃˡᵉ.</summary>
    public sealed record Exact(BigInteger Digits, int Scale) : Total
    {
        public static Exact Add(Exact left, Exact right)
        {
            var scale = Math.Max(left.Scale, right.Scale);
            return new Exact(left.At(scale) + right.At(scale), scale);
        }

        /// <summary>The digits for a scale that is at least its own.</summary>
        public BigInteger At(int scale) => Digits * BigInteger.Pow(10, scale - Scale);

        /// <summary>The nearest double.</summary>
        public override double ToDouble() => double.Parse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

        public override string ToString()
        {
            var digits = BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
            return (Digits.Sign < 0 ? "-" : "") + (Scale == 0 ? digits : $"{digits[..^Scale]}.{digits[^Scale..]}");
        }
    }

    /// <summary>A double.</summary>
    public sealed record Floating(double Value) : Total
    {
        public override double ToDouble() => Value;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Approximate}{Value:R}");
    }
}
