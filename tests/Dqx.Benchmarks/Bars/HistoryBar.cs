using System.Globalization;
using Dqx.Benchmarks.Workloads;
using Dqx.History;
using Dqx.Sqlite.History;

namespace Dqx.Benchmarks.Bars;

/// <summary>A million stored values: one value of yesterday, and the thirty before, in one lookup.</summary>
internal sealed class HistoryBar : IBar
{
    private const int Metrics = 1_000;
    private const int Days = 1_000;
    private const double Most = 5;

    public string Name => "1 million stored values: a lag and a 30-day window";

    public async Task<BarResult> MeasureAsync()
    {
        await using var history = new SqliteMetricHistory(await MakeAsync());
        var metric = 0;
        var time = await Machine.MedianAsync(
            25,
            async () =>
            {
                metric = (metric + 37) % Metrics;
                HistoryKey[] keys = [Key(metric, 1), .. Enumerable.Range(2, 30).Select(day => Key(metric, day))];
                var found = await history.FindAsync(keys, default);
                if (found.Count != keys.Length)
                {
                    throw new InvalidOperationException($"{keys.Length - found.Count} values are missing.");
                }
            },
            warm: 5);
        return new BarResult(FormattableString.Invariant($"{time:F2} ms (median of 25)"), FormattableString.Invariant($"< {Most:F0} ms"), time < Most);
    }

    private static async Task<string> MakeAsync()
    {
        var path = Generated.Place("history-1m.db");
        if (File.Exists(path))
        {
            return path;
        }

        Console.Error.WriteLine($"making {path}");
        await using (var history = new SqliteMetricHistory(path + ".part"))
        {
            for (var first = 0; first < Days; first += 10)
            {
                var entries = Enumerable.Range(first, 10).SelectMany(day => Enumerable.Range(0, Metrics).Select(metric => new HistoryEntry(Key(metric, day), null, metric + day, null) { State = "1 count 1" }));
                await history.SaveAsync(new HistoryBatch(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, [.. entries]), default);
            }
        }

        File.Move(path + ".part", path);
        return path;
    }

    private static HistoryKey Key(int metric, int day)
        => new("Suite", "orders", "0123456789abcdef", string.Create(CultureInfo.InvariantCulture, $"sum(column_{metric})"), Runs.Date.AddDays(-day), "");
}
