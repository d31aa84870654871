using System.Collections.Immutable;

namespace Dqx.Suites.Yaml;

/// <summary>Collects what is to be said about a suite file, so that all of it is said at once.</summary>
internal sealed class Findings
{
    /// <summary>More of them nobody reads.</summary>
    private const int Shown = 100;

    /// <summary>Each once: what stands behind an alias is read more than once.</summary>
    private readonly OrderedDictionary<Diagnostic, Place> _findings = [];

    public bool HasErrors { get; private set; }

    /// <summary>In the order of the file; what is about no place in it comes first.</summary>
    public ImmutableArray<Diagnostic> Warnings => _findings.Count == 0 ? [] : [.. All.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Warning)];

    /// <summary>In the order of the file; what is about no place in it comes first.</summary>
    public ImmutableArray<Diagnostic> All => [.. Sorted().Select(finding => finding.Key)];

    public void Error(string id, Place place, string message) => Add(id, DiagnosticSeverity.Error, place, message);

    public void Warning(string id, Place place, string message) => Add(id, DiagnosticSeverity.Warning, place, message);

    public void Add(string id, DiagnosticSeverity severity, Place place, string message)
    {
        HasErrors |= severity is DiagnosticSeverity.Error;
        var diagnostic = new Diagnostic { Id = id, Severity = severity, Message = message.EndsWith("?.", StringComparison.Ordinal) ? message[..^1] : message };
        if (!place.Source.IsFile)
        {
            diagnostic = diagnostic with { Message = $"{place.Source.Name}: {diagnostic.Message}" };
        }
        else
        {
            // A file without text has no lines to point at.
            var position = place.Source.Text.Length > 0 ? place.Source.Position(place.Start) : default((int Line, int Column)?);
            diagnostic = diagnostic with { File = place.Source.Name, Line = position?.Line, Column = position?.Column };
        }

        _findings.TryAdd(diagnostic, place);
    }

    /// <summary>Where the errors so far are.</summary>
    public ErrorPlaces ErrorPlaces() => new(_findings.Where(finding => finding.Key.Severity is DiagnosticSeverity.Error).Select(finding => finding.Value));

    /// <exception cref="SuiteFileException">There is an error.</exception>
    public void ThrowOnErrors()
    {
        if (HasErrors)
        {
            throw Exception();
        }
    }

    public SuiteFileException Exception() => new(All, Text());

    /// <summary>What a compiler would print: each finding, its line, and a caret. Empty when there are none.</summary>
    public string Text()
    {
        var sorted = Sorted().ToList();
        var lines = sorted.Take(Shown).Select(finding => Excerpt.Of(finding.Value) is { Length: > 0 } excerpt ? $"{finding.Key}\n{excerpt}" : finding.Key.ToString());
        var rest = sorted.Count > Shown ? [FormattableString.Invariant($"… and {sorted.Count - Shown} more.")] : Array.Empty<string>();
        return string.Join('\n', lines.Concat(rest));
    }

    private IEnumerable<KeyValuePair<Diagnostic, Place>> Sorted()
        => _findings.OrderBy(finding => (finding.Key.Line ?? 0, finding.Key.Column ?? 0));
}
