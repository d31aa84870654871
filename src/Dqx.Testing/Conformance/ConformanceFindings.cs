namespace Dqx.Testing.Conformance;

/// <summary>Gathers what a check looks at and finds.</summary>
internal sealed class ConformanceFindings(string file)
{
    private readonly List<string> _checked = [];
    private readonly List<Diagnostic> _findings = [];

    public ConformanceReport Report => new([.. _checked], [.. _findings]);

    public void Looked(string what) => _checked.Add(what);

    public void Add(Diagnostic finding) => _findings.Add(finding);

    public void AddRange(IEnumerable<Diagnostic> findings) => _findings.AddRange(findings);

    public void Error(string id, string message) => Add(id, DiagnosticSeverity.Error, message);

    public void Warning(string id, string message) => Add(id, DiagnosticSeverity.Warning, message);

    private void Add(string id, DiagnosticSeverity severity, string message)
        => _findings.Add(new Diagnostic { Id = id, Severity = severity, Message = message, File = file });
}
