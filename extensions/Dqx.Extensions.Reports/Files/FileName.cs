using System.Text;

namespace Dqx.Extensions.Reports.Files;

/// <summary>Makes a name that somebody chose a part of a file's name on any system.</summary>
internal static class FileName
{
    // Of the 255 that a name may have on most systems: the rest is for what is around it.
    private const int MostBytes = 120;

    // What Windows keeps for devices, whatever follows after a dot.
    private static readonly HashSet<string> s_devices = new(
        ["con", "prn", "aux", "nul", .. "0123456789".SelectMany(digit => (string[])["com" + digit, "lpt" + digit])], StringComparer.OrdinalIgnoreCase);

    /// <summary>Letters, digits, <c>_</c> and <c>-</c>; everything else becomes one <c>-</c>. Never empty, never a dot.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder();
        var bytes = 0;
        foreach (var rune in name.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            var kept = Rune.IsLetterOrDigit(rune) || rune.Value == '_';
            bytes += rune.Utf8SequenceLength;
            if (bytes > MostBytes)
            {
                break;
            }

            if (kept)
            {
                text.Append(rune);
            }
            else if (text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }
        }

        var safe = text.ToString().TrimEnd('-');
        return safe.Length == 0 ? "suite" : s_devices.Contains(safe) ? $"{safe}-suite" : safe;
    }
}
