using Dqx.Metrics;
using Dqx.Metrics.States;
using Dqx.Planning;

namespace Dqx.Scanning;

/// <summary>What came out of a scan: a value for every symbol, and what the user should know about the data.</summary>
internal sealed class ScanOutcome
{
    private readonly Dictionary<Metric, Measured> _overAll = [];
    private readonly Dictionary<DateOnly, Dictionary<Metric, Measured>> _byDay = [];
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>How many rows were measured, whatever the day.</summary>
    public long Rows { get; set; }

    /// <summary>How many rows belong to no day.</summary>
    public long RowsWithoutDay { get; set; }

    /// <summary>On which days there are rows, as far as it was asked; null when it was not.</summary>
    public DaysState? Days { get; set; }

    /// <summary>Whether a day has rows, as far as the scan has seen.</summary>
    public bool HasRowsOn(DateOnly day) => _byDay.ContainsKey(day);

    /// <summary>Whether the scan says something about these metrics already.</summary>
    public bool Knows(Metric metric) => _overAll.ContainsKey(metric);

    /// <summary>What was measured over all rows.</summary>
    public void Set(Metric metric, Measured measured) => _overAll[metric] = measured;

    /// <summary>What was measured over the rows of a day.</summary>
    public void Set(Metric metric, DateOnly day, Measured measured)
    {
        if (!_byDay.TryGetValue(day, out var ofDay))
        {
            _byDay.Add(day, ofDay = []);
        }

        ofDay[metric] = measured;
    }

    /// <summary>A metric that has no value, whatever the day.</summary>
    public void Fail(Metric metric, MetricValue.Failure failure) => Set(metric, new Measured(failure));

    public void Warn(IEnumerable<Diagnostic> warnings) => _diagnostics.AddRange(warnings);

    /// <summary>The value of a symbol, with its state; a day without rows is 0 for what counts and a failure for everything else.</summary>
    public Measured For(PlannedSymbol symbol) => Find(symbol) ?? new Measured(NoRows(symbol));

    /// <summary>What was measured for a symbol; null when there is no row on its day.</summary>
    public Measured? Find(PlannedSymbol symbol)
        => _overAll.TryGetValue(symbol.Measured, out var measured) || (_byDay.TryGetValue(symbol.Date, out var ofDay) && ofDay.TryGetValue(symbol.Measured, out measured)) ? measured : null;

    /// <summary>The value on a day without rows.</summary>
    public static MetricValue NoRows(PlannedSymbol symbol) => symbol.Measured.Empty is MetricValue.Number none
        ? none
        : new MetricValue.Failure(ErrorKind.Data, FormattableString.Invariant($"no rows on {symbol.Date:yyyy-MM-dd}{(symbol.Measured.Where is null ? "" : " that match its where")}"));
}
