using System.Collections.Concurrent;
using System.Diagnostics;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Sqlite.History;
using Dqx.Tests.Support;

namespace Dqx.Tests.Engine;

/// <summary>What a run says while it goes on, and how it is stopped.</summary>
public sealed class ProgressTests
{
    private const string Endless = "SELECT a.range AS c FROM range(1000000) a, range(10000000) b WHERE a.range + b.range = 3";
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task TheCallbackIsToldOfScansAndRows()
    {
        var told = new Collected();

        await RunAsync(told, new QueryDataset("a", "SELECT range AS c FROM range(1000)"), new QueryDataset("b", "SELECT range AS c FROM range(234)"));

        told.All.Count(report => !report.Finished).ShouldBeGreaterThanOrEqualTo(2);
        told.All.Where(report => report.Finished).Select(report => report.Done).ShouldBe([1, 2]);
        told.All.ShouldAllBe(report => report.Total == 2);
        told.All[^1].RowsRead.ShouldBe(1234);
        told.All.Select(report => report.RowsRead).ShouldBeInOrder();
    }

    [Fact]
    public async Task OfADatedDatasetTheRowsOfTheDaysCount()
    {
        var told = new Collected();
        var data = new QueryDataset("a", "SELECT DATE '2026-11-20' - (range % 30)::INTEGER AS day, range AS c FROM range(3000)") { Calendar = new DatasetCalendar { DateColumn = "day" } };

        await RunAsync(told, data);

        told.All[^1].RowsRead.ShouldBe(100);
    }

    [Fact]
    public async Task WhileAScanGoesOnTheEnginesRowsAreTold()
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.FullName, "rows.parquet");
        await using (var connection = new DuckDbConnection("Data Source=:memory:"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT range AS c FROM range(1500000)) TO '{file}' (FORMAT parquet, ROW_GROUP_SIZE 20000)";
            await command.ExecuteNonQueryAsync();
        }

        // Slow for each row and on one thread, so that the scan is asked several times on any machine.
        var data = DuckDbDataset.FromQuery("a", $"SELECT length(sha256(sha256(sha256(sha256(c::VARCHAR))))) AS c FROM read_parquet('{file}')", settings: new Dictionary<string, string> { ["threads"] = "1" });
        var told = new Collected();
        await RunAsync(told, data);

        var between = told.All.Where(report => !report.Finished && report.RowsRead > 0).ToList();
        between.Count.ShouldBeGreaterThan(0);
        between[0].RowsRead.ShouldBeLessThan(1_500_000);
        told.All[^1].RowsRead.ShouldBe(1_500_000);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(500)]
    public async Task CancellationReachesTheEngineAndNothingIsStored(int milliseconds)
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "history.db");
        await using var history = new SqliteMetricHistory(path);
        var datasets = Enumerable.Range(0, 3).Select(index => new QueryDataset($"d{index}", index == 1 ? "SELECT 1 AS c" : Endless)).ToArray();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
        var suite = Some.Suite([.. datasets.Select(dataset => $"sum(c, dataset={dataset.Name}) > 0")]);
        var watch = Stopwatch.StartNew();

        var stopped = await Should.ThrowAsync<OperationCanceledException>(() => new SuiteRunner(Some.Clock) { History = history }.RunAsync(
            suite, datasets, ResultKey.For(Some.Date), new SuiteRunOptions { Progress = new Collected() }, source.Token));

        watch.Elapsed.ShouldBeLessThan(s_soon);
        stopped.ShouldNotBeNull();
        File.Exists(path).ShouldBeFalse();
        folder.Delete(recursive: true);
    }

    private static async Task RunAsync(Collected told, params IDataset[] datasets)
    {
        var suite = Some.Suite([.. datasets.Select(dataset => $"sum(c, dataset={dataset.Name}) > 0")]);
        await new SuiteRunner(Some.Clock).RunAsync(suite, datasets, ResultKey.For(Some.Date), new SuiteRunOptions { Progress = told });
    }

    private sealed class Collected : IProgress<ScanProgress>
    {
        private readonly ConcurrentQueue<ScanProgress> _reports = [];

        public List<ScanProgress> All => [.. _reports];

        public void Report(ScanProgress value) => _reports.Enqueue(value);
    }
}
