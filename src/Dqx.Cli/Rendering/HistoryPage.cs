using System.Globalization;
using Dqx.Cli.Running;
using Dqx.History;
using Spectre.Console;

namespace Dqx.Cli.Rendering;

/// <summary>What a history holds, for people.</summary>
internal sealed class HistoryPage(IAnsiConsole console)
{
    private const int Newest = 60;

    private static readonly Style s_dim = new(decoration: Decoration.Dim);
    private static readonly Style s_heading = new(decoration: Decoration.Bold);

    public void Write(IReadOnlyList<StoredMetric> metrics)
    {
        if (metrics.Count == 0)
        {
            console.Write(new Text("No stored values.\n"));
        }
        else
        {
            console.Write(Table(metrics));
        }

        console.Profile.Out.Writer.Flush();
    }

    /// <param name="series">One below the other.</param>
    /// <param name="isWhole">Whether all points are shown, not just the newest.</param>
    public void Write(IReadOnlyList<HistorySeries> series, bool isWhole)
    {
        foreach (var (index, one) in series.Index())
        {
            var tags = string.Join(' ', one.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
            console.Write(new Paragraph((index == 0 ? "" : "\n") + Printable.Line(one.Metric.Metric), s_heading)
                .Append(Printable.Line($"  {one.Metric.Suite}, {one.Metric.Dataset}{(tags.Length == 0 ? "" : $"  {tags}")}") + "\n", s_dim));
            if (one.Metric.Definitions > 1)
            {
                console.Write(new Text("Since where, query, date_column or timezone of the dataset were changed; values from before are not comparable and not shown.\n", s_dim));
            }

            var shown = isWhole ? one.Points : [.. one.Points.TakeLast(Newest)];
            if (shown.Count < one.Points.Count)
            {
                console.Write(new Text(string.Create(CultureInfo.InvariantCulture, $"… {one.Points.Count - shown.Count} earlier dates; --from {Numbers.Date(one.Points[0].Date)} shows all\n"), s_dim));
            }

            if (shown.Count == 0)
            {
                console.Write(new Text("No value in this range of dates.\n"));
            }

            new HistoryChart(console).Write(shown);
        }

        console.Profile.Out.Writer.Flush();
    }

    private static Table Table(IReadOnlyList<StoredMetric> metrics)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var heading in new[] { "Suite", "Dataset", "Metric", "Tags", "Dates", "Newest" })
        {
            var column = new TableColumn(new Text(heading, s_heading)) { Padding = new Padding(0, 0, 2, 0), NoWrap = heading != "Metric" };
            table.AddColumn(heading == "Dates" ? column.RightAligned() : column);
        }

        foreach (var metric in metrics)
        {
            table.AddRow(
                new Text(Printable.Line(metric.Suite)),
                new Text(Printable.Line(metric.Dataset)),
                new Text(Printable.Line(metric.Metric)),
                new Text(Printable.Line(metric.Tags)),
                new Text(metric.Values.ToString(CultureInfo.InvariantCulture)),
                new Text(Numbers.Date(metric.Newest)));
        }

        return table;
    }
}
