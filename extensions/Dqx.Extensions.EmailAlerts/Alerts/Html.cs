using System.Globalization;
using System.Net;
using System.Text;

namespace Dqx.Extensions.EmailAlerts.Alerts;

/// <summary>An alert as HTML: no script, no picture, nothing to load; every text encoded.</summary>
internal static class Html
{
    public const int MostRecovered = 50;

    public static string Of(Alert alert)
    {
        var html = new StringBuilder("<!DOCTYPE html>\r\n<html><head><meta charset=\"utf-8\"><title>").Append(Encoded(alert.Subject))
            .Append("</title></head>\r\n<body style=\"font-family:sans-serif;font-size:14px\">\r\n<h1 style=\"font-size:18px\">").Append(Encoded(alert.Subject)).Append("</h1>\r\n");
        Append(html, Finding.About(alert.Run));
        if (alert.Recovered.Length > 0)
        {
            html.Append("<h2 style=\"font-size:15px\">Works again</h2>\r\n<ul>\r\n");
            foreach (var key in alert.Recovered.Take(MostRecovered))
            {
                html.Append("<li>").Append(Encoded(Finding.Recovered(key))).Append("</li>\r\n");
            }

            html.Append("</ul>\r\n");
            AppendMore(html, alert.Recovered.Length - MostRecovered);
        }

        foreach (var problem in alert.Problems)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:15px;color:{(problem.Severity == Severity.P0 ? "#b00020" : "#8a4b00")}\">{Encoded(Finding.Heading(problem))}</h2>\r\n");
            Append(html, Finding.Lines(problem));
        }

        AppendMore(html, alert.More);
        return html.Append("</body></html>\r\n").ToString();
    }

    private static void Append(StringBuilder html, IEnumerable<(string Name, string Text)> lines)
    {
        html.Append("<table style=\"border-collapse:collapse\">\r\n");
        foreach (var (name, text) in lines)
        {
            html.Append("<tr><td style=\"padding:1px 12px 1px 0;color:#555\">").Append(Encoded(name)).Append("</td><td>").Append(Linked(text)).Append("</td></tr>\r\n");
        }

        html.Append("</table>\r\n");
    }

    private static void AppendMore(StringBuilder html, int more)
    {
        if (more > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>… and {more} more, not shown here</p>\r\n");
        }
    }

    /// <summary>A text that is an address of the web as a whole becomes a link, which shows where it leads.</summary>
    private static string Linked(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? $"<a href=\"{Encoded(uri.AbsoluteUri)}\">{Encoded(text)}</a>" : Encoded(text);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
