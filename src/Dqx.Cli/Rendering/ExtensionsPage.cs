using System.Collections.Immutable;
using System.Globalization;
using Dqx.Composition;
using Spectre.Console;

namespace Dqx.Cli.Rendering;

/// <summary>What catalogs hold, for people: the processors in their order, and what is wrong with the others.</summary>
internal sealed class ExtensionsPage(IAnsiConsole console)
{
    private static readonly Style s_dim = new(decoration: Decoration.Dim);
    private static readonly Style s_heading = new(decoration: Decoration.Bold);

    /// <param name="folders">The catalog directories.</param>
    /// <param name="catalog">What they hold.</param>
    public void Write(ImmutableArray<string> folders, DirectoryCatalog catalog)
    {
        if (catalog.Entries.IsEmpty)
        {
            console.Write(new Text("No extensions.\n"));
        }
        else
        {
            console.Write(Table(catalog.Entries));
        }

        console.Write(new Text(folders.IsEmpty ? "\nThere are no catalogs.\n" : "\nCatalogs\n", s_heading));
        foreach (var folder in folders)
        {
            console.Write(new Text($"  {Printable.Line(folder)}\n"));
        }

        // A rejection stands in the table already.
        foreach (var diagnostic in catalog.Diagnostics.Where(diagnostic => !catalog.Entries.Any(entry => entry.Diagnostic == diagnostic.Id && entry.File == diagnostic.File)))
        {
            console.Write(new Text(Printable.Line(diagnostic.ToString()) + "\n", Outcome.Of(diagnostic.Severity).Style));
        }

        console.Profile.Out.Writer.Flush();
    }

    private static Table Table(ImmutableArray<CatalogEntry> entries)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var heading in new[] { "Order", "Processor", "State", "Version", "Extension" })
        {
            var column = new TableColumn(new Text(heading, s_heading)) { Padding = new Padding(0, 0, 2, 0), NoWrap = heading != "Extension" };
            table.AddColumn(heading == "Order" ? column.RightAligned() : column);
        }

        foreach (var entry in entries)
        {
            table.AddRow(
                new Text(entry.Order?.ToString(CultureInfo.InvariantCulture) ?? ""),
                new Text(Printable.Line(Name(entry))),
                new Text(WireNames.Of(entry.State), StyleOf(entry.State)),
                new Text(Printable.Line(entry.Version ?? "")),
                Details(entry));
        }

        return table;
    }

    private static string Name(CatalogEntry entry)
    {
        var name = entry.Processor
            ?? (entry.DataSource is { } kind ? $"{kind} (data source)"
                : entry.Suite is { } suite ? $"{suite} (suite)"
                : entry.History is { } history ? $"{history} (history)"
                : entry.Extension);
        var others = entry.Instances.Where(instance => instance != name).ToList();
        return others.Count == 0 ? name : $"{name} ({string.Join(", ", others)})";
    }

    private static Paragraph Details(CatalogEntry entry)
    {
        var text = new Paragraph(Printable.Line(entry.File));
        if (entry.Description is { } description)
        {
            text.Append("\n" + Printable.Line(description), s_dim);
        }

        if (entry.RequiredSettings.Length > 0 && entry.Reason is null)
        {
            text.Append("\n" + Printable.Line($"needs {string.Join(", ", entry.RequiredSettings)}"), s_dim);
        }

        if (entry.Reason is { } reason)
        {
            var phase = entry.Phase is null ? "" : $"{entry.Phase}: ";
            var id = entry.Diagnostic is null ? "" : $" [{entry.Diagnostic}]";
            text.Append("\n" + Printable.Line($"{phase}{reason}{id}"), StyleOf(entry.State));
        }

        return text;
    }

    private static Style StyleOf(ExtensionState state) => state switch
    {
        ExtensionState.Ready or ExtensionState.Active => new Style(Color.Green),
        ExtensionState.Rejected or ExtensionState.Failed or ExtensionState.Quarantined => new Style(Color.Red, decoration: Decoration.Bold),
        _ => s_dim,
    };
}
