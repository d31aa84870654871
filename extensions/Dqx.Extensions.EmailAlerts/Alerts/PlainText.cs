using System.Globalization;
using System.Text;

namespace Dqx.Extensions.EmailAlerts.Alerts;

/// <summary>An alert as plain text.</summary>
internal static class PlainText
{
    private const string End = "\r\n";

    public static string Of(Alert alert)
    {
        var text = new StringBuilder(alert.Subject).Append(End).Append(End);
        Append(text, Finding.About(alert.Run), indent: "");
        if (alert.Recovered.Length > 0)
        {
            text.Append(End).Append("Works again:").Append(End);
            foreach (var key in alert.Recovered.Take(Html.MostRecovered))
            {
                text.Append("- ").Append(Finding.Recovered(key)).Append(End);
            }

            AppendMore(text, alert.Recovered.Length - Html.MostRecovered);
        }

        foreach (var problem in alert.Problems)
        {
            text.Append(End).Append("- ").Append(Finding.Heading(problem)).Append(End);
            Append(text, Finding.Lines(problem), indent: "  ");
        }

        AppendMore(text, alert.More);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<(string Name, string Text)> lines, string indent)
    {
        foreach (var (name, line) in lines)
        {
            text.Append(indent).Append(name).Append(": ").Append(line).Append(End);
        }
    }

    private static void AppendMore(StringBuilder text, int more)
    {
        if (more > 0)
        {
            text.Append(End).Append(CultureInfo.InvariantCulture, $"… and {more} more, not shown here").Append(End);
        }
    }
}
