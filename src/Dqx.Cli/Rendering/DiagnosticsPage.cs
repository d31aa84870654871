using System.Collections.Immutable;

namespace Dqx.Cli.Rendering;

/// <summary>The page that explains every diagnostic, as this program was built with it.</summary>
internal sealed class DiagnosticsPage
{
    private static readonly Lazy<DiagnosticsPage> s_page = new(Read);

    private DiagnosticsPage(ImmutableSortedDictionary<string, DiagnosticText> texts)
    {
        Texts = texts;
    }

    public static DiagnosticsPage Instance => s_page.Value;

    public ImmutableSortedDictionary<string, DiagnosticText> Texts { get; }

    /// <summary>What the page says; null for an id that is not on it.</summary>
    public DiagnosticText? Find(string id) => Texts.GetValueOrDefault(id);

    /// <summary>Whether a text is meant as an id: <c>DQX</c> and digits.</summary>
    public static bool IsId(string text) => text.Length > 3 && text.StartsWith("DQX", StringComparison.OrdinalIgnoreCase) && text.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;

    private static DiagnosticsPage Read()
    {
        using var stream = typeof(DiagnosticsPage).Assembly.GetManifestResourceStream("diagnostics.md") ?? throw new InvalidOperationException("The page of diagnostics is not in this build.");
        using var reader = new StreamReader(stream);
        var texts = ImmutableSortedDictionary.CreateBuilder<string, DiagnosticText>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            // A bar inside a cell is escaped.
            if (line.StartsWith("| DQX", StringComparison.Ordinal)
                && line.Replace("\\|", "\0", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries) is [_, var id, var severity, var meaning, var advice, ..])
            {
                texts[id] = new DiagnosticText(id, severity, Plain(meaning), Plain(advice));
            }
        }

        return new DiagnosticsPage(texts.ToImmutable());
    }

    private static string Plain(string cell) => cell.Replace('\0', '|');
}

/// <summary>A row of the page.</summary>
/// <param name="Id">The id.</param>
/// <param name="Severity">As a word.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Advice">What to do.</param>
internal sealed record DiagnosticText(string Id, string Severity, string Meaning, string Advice);
