using Dqx.Metrics;
using Dqx.Planning;

namespace Dqx.Scanning;

/// <summary>What came out of a scan: a value for every symbol, and what the user should know about the data.</summary>
internal sealed class ScanOutcome
{
    private readonly Dictionary<(Metric Metric, DateOnly? Day), MetricValue> _cells = [];
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>How many rows belong to no day.</summary>
    public long RowsWithoutDay { get; set; }

    /// <summary>Whether a day has rows, as far as the scan has seen.</summary>
    public bool HasRowsOn(DateOnly day) => _cells.Keys.Any(cell => cell.Day == day);

    /// <summary>Whether the scan says something about these metrics already.</summary>
    public bool Knows(Metric metric) => _cells.ContainsKey((metric, null));

    /// <summary>A value that holds whatever the day: of a metric over all rows, or a failure.</summary>
    public void Set(Metric metric, MetricValue value) => _cells[(metric, null)] = value;

    public void Set(Metric metric, DateOnly day, MetricValue value) => _cells[(metric, day)] = value;

    public void Warn(string id, string message) => _diagnostics.Add(new Diagnostic { Id = id, Severity = DiagnosticSeverity.Warning, Message = message });

    /// <summary>The value of a symbol; a day without rows is 0 for what counts and a failure for everything else.</summary>
    public MetricValue ValueOf(PlannedSymbol symbol)
    {
        if (_cells.TryGetValue((symbol.Measured, null), out var value) || _cells.TryGetValue((symbol.Measured, symbol.Date), out value))
        {
            return value;
        }

        return symbol.Measured.Empty is MetricValue.Number none
            ? none
            : new MetricValue.Failure(ErrorKind.Data, FormattableString.Invariant($"no rows on {symbol.Date:yyyy-MM-dd}"));
    }
}
