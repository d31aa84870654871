using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Dqx.Extensions.Reports.Trends;

/// <summary>The trends of a run's metrics.</summary>
internal sealed record TrendSet
{
    /// <summary>Nobody scrolls further; each is a query.</summary>
    private const int Most = 500;

    public static TrendSet None { get; } = new();

    /// <summary>The trends, those of failures and errors first, then in the order of the run's symbols.</summary>
    public ImmutableArray<Trend> Trends { get; private init; } = [];

    /// <summary>The trend that a symbol belongs to, by the symbol's name.</summary>
    public ImmutableDictionary<string, int> OfSymbol { get; private init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>How many metrics there are no charts of, because there are so many.</summary>
    public int LeftOut { get; private init; }

    /// <summary>Whether there was a history to read.</summary>
    public bool HasHistory { get; private init; }

    /// <summary>Why the history could not be read; null when it could.</summary>
    public ExceptionDispatchInfo? Failure { get; private init; }

    /// <summary>Reads the trends of a run: stored values of so many days up to its date, and the run's own.</summary>
    /// <remarks>A history that cannot be read is no reason to write no report: what it threw is kept for after that.</remarks>
    public static async ValueTask<TrendSet> ReadAsync(SuiteRun run, IMetricHistoryReader? history, int days, CancellationToken cancellationToken)
    {
        if (days == 0)
        {
            return None;
        }

        var problems = run.Results.Where(result => result.IsFailure || result.IsError).SelectMany(result => result.Symbols).ToHashSet(StringComparer.Ordinal);
        var groups = run.Symbols
            .GroupBy(symbol => (Metric: StoredMetric.Of(symbol.Metric), symbol.Dataset))
            .OrderByDescending(group => group.Any(symbol => problems.Contains(symbol.Name)))
            .ToList();
        var bounds = Bounds(run);
        ExceptionDispatchInfo? failure = null;
        var trends = ImmutableArray.CreateBuilder<Trend>();
        foreach (var group in groups.Take(Most))
        {
            var points = new SortedDictionary<DateOnly, TrendPoint>();
            if (history is not null && failure is null && group.Key.Dataset is { } dataset)
            {
                failure = await ReadAsync(history, new MetricQuery(run.Suite, dataset, group.Key.Metric, run.Key.Date.AddDays(-days), run.Key.Date, run.Key.Tags), points, cancellationToken);
            }

            foreach (var symbol in group.Where(symbol => symbol.Value is not null || !points.ContainsKey(symbol.Date)))
            {
                points[symbol.Date] = new TrendPoint(symbol.Date, symbol.Value, symbol.Error);
            }

            trends.Add(new Trend(group.Key.Metric, group.Key.Dataset, [.. points.Values], [.. group.SelectMany(symbol => bounds[symbol.Name]).Distinct()]));
        }

        return new TrendSet
        {
            Trends = trends.ToImmutable(),
            OfSymbol = groups.Take(Most).SelectMany((group, index) => group.Select(symbol => KeyValuePair.Create(symbol.Name, index))).ToImmutableDictionary(),
            LeftOut = Math.Max(0, groups.Count - Most),
            HasHistory = history is not null,
            Failure = failure,
        };
    }

    private static async ValueTask<ExceptionDispatchInfo?> ReadAsync(IMetricHistoryReader history, MetricQuery query, SortedDictionary<DateOnly, TrendPoint> points, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var point in history.ReadAsync(query, cancellationToken))
            {
                points[point.Date] = new TrendPoint(point.Date, point.Value, point.Error);
            }

            return null;
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException)
        {
            return ExceptionDispatchInfo.Capture(unreadable);
        }
    }

    /// <summary>The bounds of assertions whose value is the value of their only symbol: those are bounds of the metric itself.</summary>
    private static ILookup<string, TrendBound> Bounds(SuiteRun run)
    {
        var symbols = run.Symbols.ToDictionary(symbol => symbol.Name, StringComparer.Ordinal);
        return run.Results
            .Where(result => result.Symbols.Length == 1 && result.Value is not null
                && symbols.TryGetValue(result.Symbols[0], out var symbol) && symbol.Value == result.Value && symbol.Date == run.Key.Date)
            .SelectMany(result => new[] { result.Lower, result.Upper }.OfType<double>().Distinct()
                .Select(bound => (Symbol: result.Symbols[0], Bound: new TrendBound(bound, $"{result.Assertion}: {Formats.Outcome.Expected(result)}"))))
            .ToLookup(pair => pair.Symbol, pair => pair.Bound, StringComparer.Ordinal);
    }
}
