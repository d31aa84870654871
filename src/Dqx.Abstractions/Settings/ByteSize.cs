using System.Globalization;
using System.Text.RegularExpressions;

namespace Dqx;

/// <summary>Sizes as users write them: <c>512KB</c>, <c>256MB</c>, <c>2GB</c>, or a number of bytes. 1KB is 1,024 bytes.</summary>
internal static partial class ByteSize
{
    public const string Expected = "a size such as 512KB, 256MB or 2GB, or a number of bytes";

    private const long Kilo = 1_024;
    private const long Mega = Kilo * 1_024;
    private const long Giga = Mega * 1_024;

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var match = Pattern().Match(text.Trim());
        if (!match.Success || !decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var unit = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "KB" => Kilo,
            "MB" => Mega,
            "GB" => Giga,
            _ => 1,
        };
        if (number > long.MaxValue / unit)
        {
            return false;
        }

        bytes = (long)(number * unit);
        return true;
    }

    /// <summary>The largest unit that divides it: <c>256MB</c>, <c>1536KB</c>, <c>1000</c>.</summary>
    public static string Format(long bytes) => bytes switch
    {
        > 0 when bytes % Giga == 0 => Invariant(bytes / Giga, "GB"),
        > 0 when bytes % Mega == 0 => Invariant(bytes / Mega, "MB"),
        > 0 when bytes % Kilo == 0 => Invariant(bytes / Kilo, "KB"),
        _ => Invariant(bytes, ""),
    };

    private static string Invariant(long number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;

    [GeneratedRegex(@"^(?<number>[0-9]{1,18}(\.[0-9]{1,6})?)\s*(?<unit>KB|MB|GB|B)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
