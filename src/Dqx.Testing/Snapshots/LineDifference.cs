using System.Globalization;
using System.Text;

namespace Dqx.Testing.Snapshots;

/// <summary>Where two texts part: the lines between their common beginning and their common end, bounded.</summary>
internal static class LineDifference
{
    private const int Around = 2;
    private const int Most = 30;

    public static string Of(string verified, string received)
    {
        var (old, now) = (verified.Split('\n'), received.Split('\n'));
        var same = Enumerable.Range(0, Math.Min(old.Length, now.Length)).TakeWhile(i => old[i] == now[i]).Count();
        var tail = Enumerable.Range(1, Math.Min(old.Length, now.Length) - same).TakeWhile(i => old[^i] == now[^i]).Count();
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"from line {same + 1} on (- verified, + received)\n");
        Write(text, ' ', old[Math.Max(0, same - Around)..same]);
        Write(text, '-', old[same..^tail]);
        Write(text, '+', now[same..^tail]);
        return text.ToString();
    }

    private static void Write(StringBuilder text, char mark, string[] lines)
    {
        foreach (var line in lines.Take(Most))
        {
            text.Append(mark).Append(' ').Append(line).Append('\n');
        }

        if (lines.Length > Most)
        {
            text.Append(CultureInfo.InvariantCulture, $"{mark} … {lines.Length - Most} more lines\n");
        }
    }
}
