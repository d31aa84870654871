using System.Collections.Immutable;
using System.Globalization;
using Dqx.Composition;

namespace Dqx.Cli.Rendering;

/// <summary>Everything that is known about one processor, data source, suite or history, for people.</summary>
internal sealed class ExtensionPage(TextWriter output)
{
    public void Write(CatalogEntry entry, ExtensionDescription description, ImmutableArray<Diagnostic> findings)
    {
        output.WriteLine(Printable.Line(Title(entry)));
        Line("state", WireNames.Of(entry.State));
        Line("description", entry.Description);
        Line("version", entry.Version);
        Line("file", entry.File);
        Line("catalog", entry.Catalog);
        Line("built for", description.Framework);
        foreach (var (name, built, host) in description.Contracts)
        {
            Line("contract", $"{name} {built.ToString(2)}, this dqx has {host.ToString(2)}");
        }

        Line("sha256", description.Hash is { } hash ? string.Create(CultureInfo.InvariantCulture, $"{hash} ({description.Files} {(description.Files == 1 ? "file" : "files")})") : null);
        Line("order", entry.Order?.ToString(CultureInfo.InvariantCulture));
        Line("runs after", List(description.Processor?.RunAfter ?? []));
        Line("runs before", List(description.Processor?.RunBefore ?? []));
        Line("idempotent", description.Processor is { Idempotent: true } ? "yes" : null);
        Line("newest only", description.Processor is { NewestOnly: true } ? "yes" : null);
        Line("needs", List(entry.RequiredSettings));
        Line("instances", List(entry.Instances));
        Line("its page", description.ReadMe);
        if (entry.Reason is { } reason)
        {
            Finding(entry.Diagnostic, entry.Phase is { } phase ? $"{phase}: {reason}" : reason);
        }

        foreach (var finding in findings.Where(finding => finding.Id != entry.Diagnostic))
        {
            Finding(finding.Id, finding.Message);
        }

        output.WriteLine();
    }

    public void Write(DiagnosticText text)
    {
        output.WriteLine($"{text.Id} ({text.Severity})");
        output.WriteLine($"  {text.Meaning}");
        output.WriteLine($"  What to do: {text.Advice}");
    }

    private static string Title(CatalogEntry entry)
        => entry.Processor is { } processor ? $"{processor}, a processor of {entry.Extension}"
            : entry.DataSource is { } kind ? $"{kind}, a data source of {entry.Extension}"
            : entry.Suite is { } suite ? $"{suite}, a suite of {entry.Extension}"
            : entry.History is { } history ? $"{history}, a history of {entry.Extension}"
            : entry.Extension;

    private static string? List(ImmutableArray<string> names) => names.IsEmpty ? null : string.Join(", ", names);

    private void Line(string name, string? text)
    {
        if (text is not null)
        {
            output.WriteLine($"  {name,-12} {Printable.Line(text)}");
        }
    }

    private void Finding(string? id, string message)
    {
        output.WriteLine($"  {id ?? "",-12} {Printable.Line(message)}");
        if (id is not null && DiagnosticsPage.Instance.Find(id) is { } text)
        {
            output.WriteLine($"  {"",-12} What to do: {text.Advice}");
        }
    }
}
