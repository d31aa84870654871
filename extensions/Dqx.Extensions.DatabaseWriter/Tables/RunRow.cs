using System.Text.Json;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>What the row of a run is made of: the run, and its document without the lists that have tables of their own.</summary>
internal sealed class RunRow(SuiteRun run) : IDisposable
{
    private readonly JsonDocument _document = JsonDocument.Parse(RunDocument.ToJson(run with { Results = [], Symbols = [] }));

    public SuiteRun Run { get; } = run;

    public RunSummary Summary { get; } = run.Summary;

    /// <summary>A part of the document as JSON.</summary>
    /// <param name="path">The name of a property, and of one in it.</param>
    public string Json(params ReadOnlySpan<string> path)
    {
        var json = _document.RootElement;
        foreach (var name in path)
        {
            json = json.GetProperty(name);
        }

        return json.GetRawText();
    }

    public void Dispose() => _document.Dispose();
}
