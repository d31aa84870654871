using System.Numerics;

namespace Dqx.DuckDb;

/// <summary>Values that DuckDB stores in a form of its own.</summary>
internal static class Stored
{
    private const int MaximumOffset = (15 * 3600) + (59 * 60) + 59;
    private const int BigNumHeader = 3;

    /// <summary>40 bits of microseconds, then 24 of the offset in seconds, turned round so that values sort by instant.</summary>
    internal static DuckDbTimeTz TimeTz(ulong bits) =>
        new(Temporal.ToTime((long)(bits >> 24)), TimeSpan.FromSeconds(MaximumOffset - (int)(bits & 0xFF_FFFF)));

    /// <summary>The first byte counts the bits of padding in front of the second's.</summary>
    internal static string Bits(ReadOnlySpan<byte> bytes)
    {
        var padding = bytes[0];
        return string.Create(((bytes.Length - 1) * 8) - padding, bytes[1..], (text, data) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var bit = i + padding;
                text[i] = (data[bit >> 3] & (0x80 >> (bit & 7))) != 0 ? '1' : '0';
            }
        });
    }

    /// <summary>Three bytes of header, then the magnitude, big-endian; all bits of a negative number are turned round.</summary>
    internal static BigInteger BigNum(ReadOnlySpan<byte> bytes)
    {
        var negative = (bytes[0] & 0x80) == 0;
        var magnitude = bytes[BigNumHeader..].ToArray();
        if (negative)
        {
            for (var i = 0; i < magnitude.Length; i++)
            {
                magnitude[i] = (byte)~magnitude[i];
            }
        }

        var value = new BigInteger(magnitude, isUnsigned: true, isBigEndian: true);
        return negative ? -value : value;
    }
}
