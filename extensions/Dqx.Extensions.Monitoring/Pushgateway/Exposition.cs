using System.Globalization;
using System.Text;
using Dqx.Extensions.Monitoring.Metrics;

namespace Dqx.Extensions.Monitoring.Pushgateway;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4.</summary>
internal static class Exposition
{
    /// <summary>The media type of the format.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(IEnumerable<Gauge> gauges)
    {
        var text = new StringBuilder();
        foreach (var gauge in gauges)
        {
            text.Append("# HELP ").Append(gauge.Name).Append(' ').Append(Escape(gauge.Help)).Append('\n')
                .Append("# TYPE ").Append(gauge.Name).Append(" gauge\n");
            foreach (var sample in gauge.Samples)
            {
                text.Append(gauge.Name).Append('{')
                    .AppendJoin(',', sample.Labels.Select(label => $"{label.Key}=\"{Escape(label.Value).Replace("\"", "\\\"", StringComparison.Ordinal)}\""))
                    .Append("} ").Append(sample.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>A backslash and the end of a line are escaped everywhere; a quote only in the value of a label.</summary>
    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
