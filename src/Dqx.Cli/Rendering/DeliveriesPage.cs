using System.Globalization;
using Dqx.Delivery;
using Spectre.Console;

namespace Dqx.Cli.Rendering;

/// <summary>What a delivery journal holds, for people.</summary>
internal sealed class DeliveriesPage(IAnsiConsole console)
{
    private static readonly Style s_heading = new(decoration: Decoration.Bold);

    public void Write(IReadOnlyList<DeliveryRecord> records)
    {
        if (records.Count == 0)
        {
            console.Write(new Text("No deliveries.\n"));
        }
        else
        {
            console.Write(Table(records));
        }

        console.Profile.Out.Writer.Flush();
    }

    private static Table Table(IReadOnlyList<DeliveryRecord> records)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var heading in new[] { "Run", "For", "Processor", "Status", "Attempts", "Changed", "Reason" })
        {
            table.AddColumn(new TableColumn(new Text(heading, s_heading)) { Padding = new Padding(0, 0, 2, 0), NoWrap = heading != "Reason" });
        }

        foreach (var record in records)
        {
            table.AddRow(
                new Text(Moment(record.StartedAt)),
                new Text(Printable.Line(record.ResultKey.ToString())),
                new Text(Printable.Line(record.Key.Instance)),
                new Text(WireNames.Of(record.Status)),
                new Text(record.Attempts.ToString(CultureInfo.InvariantCulture)),
                new Text(record.ChangedAt is { } changed ? Moment(changed) : ""),
                new Text(Printable.Line(record.Reason ?? "")));
        }

        return table;
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
