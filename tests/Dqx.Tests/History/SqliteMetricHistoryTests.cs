using Dqx.Datasets;
using Dqx.History;
using Dqx.Sqlite.History;
using Dqx.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dqx.Tests.History;

public sealed class SqliteMetricHistoryTests : IDisposable
{
    private static readonly HistoryKey s_key = new("Suite", "data", "f", "sum(c)", Some.Date, "");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-history-");

    private string FilePath => Path.Combine(_folder.FullName, "deep", "history.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task AFileThatIsNotThereHoldsNothingAndIsNotMadeByReading()
    {
        await using var history = new SqliteMetricHistory(FilePath);

        (await history.FindAsync([s_key], default)).ShouldBeEmpty();
        (await history.ListAsync(null, default)).ShouldBeEmpty();
        File.Exists(FilePath).ShouldBeFalse();
    }

    [Fact]
    public async Task TheNewestRunWithAValueWinsAndAnOutageNeverShadowsIt()
    {
        await using var history = new SqliteMetricHistory(FilePath);
        await SaveAsync(history, (s_key, 1, null));
        await SaveAsync(history, (s_key, 2, null));
        await SaveAsync(history, (s_key, null, "outage"));
        await SaveAsync(history, (s_key with { Metric = "max(c)" }, null, "no rows"));

        (await ValueAsync(history, s_key)).Value.ShouldBe(2);
        (await ValueAsync(history, s_key with { Metric = "max(c)" })).Error.ShouldBe("no rows");
    }

    [Theory]
    [InlineData("suite")]
    [InlineData("dataset")]
    [InlineData("fingerprint")]
    [InlineData("date")]
    [InlineData("segment")]
    [InlineData("tags")]
    public async Task AnotherKeyIsAnotherValue(string part)
    {
        await using var history = new SqliteMetricHistory(FilePath);
        await SaveAsync(history, (s_key, 1, null));
        var other = part switch
        {
            "suite" => s_key with { Suite = "Other" },
            "dataset" => s_key with { Dataset = "other" },
            "fingerprint" => s_key with { Fingerprint = "g" },
            "segment" => s_key with { Segment = "part-1" },
            "date" => s_key with { Date = Some.Date.AddDays(-1) },
            _ => s_key with { Tags = "{\"env\":\"prod\"}" },
        };

        (await history.FindAsync([s_key, other], default)).Keys.ShouldBe([s_key]);
    }

    [Fact]
    public async Task PointsComeOldestFirstOnePerDate()
    {
        await using var history = new SqliteMetricHistory(FilePath);
        foreach (var days in new[] { 0, 2, 1, 1 })
        {
            await SaveAsync(history, (s_key with { Date = Some.Date.AddDays(-days) }, days, null));
        }

        var points = await history.ReadAsync(new MetricQuery("Suite", "data", "sum(c)", Some.Date.AddDays(-9), Some.Date), default).ToListAsync();

        points.Select(point => point.Value).ShouldBe([2, 1, 0]);
        (await history.ListAsync("Suite", default)).ShouldHaveSingleItem().Values.ShouldBe(3);
        (await history.DeleteBeforeAsync("Suite", Some.Date, default)).ShouldBe(3);
    }

    [Fact]
    public async Task ANewerFileIsRefusedWithBothVersions()
    {
        await using var history = new SqliteMetricHistory(FilePath);
        await SaveAsync(history, (s_key, 1, null));
        await using (var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false"))
        {
            connection.Open();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 7";
            await command.ExecuteNonQueryAsync();
        }

        var refused = await Should.ThrowAsync<DqxException>(() => SaveAsync(history, (s_key, 1, null)));

        refused.Message.ShouldContain("version 7");
        refused.Message.ShouldContain("version 2");
    }

    [Fact]
    public async Task AFileThatIsNoHistoryIsRefused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, new string('x', 5000));
        await using var history = new SqliteMetricHistory(FilePath);

        (await Should.ThrowAsync<DqxException>(() => history.FindAsync([s_key], default).AsTask())).DiagnosticId.ShouldBe("DQX3201");
    }

    [Fact]
    public async Task ConcurrentRunsOnOneFileLoseNothing()
    {
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            await using var history = new SqliteMetricHistory(FilePath);
            for (var run = 0; run < 10; run++)
            {
                await SaveAsync(history, [.. Enumerable.Range(0, 20).Select(metric => (s_key with { Metric = $"m{metric}", Suite = $"S{writer}" }, (double?)run, (string?)null))]);
            }
        }));

        await Task.WhenAll(writers);

        await using var after = new SqliteMetricHistory(FilePath);
        (await after.ListAsync(null, default)).Count.ShouldBe(160);
        (await ValueAsync(after, s_key with { Metric = "m7", Suite = "S3" })).Value.ShouldBe(9);
    }

    [Fact]
    public async Task ARunStoresWhatItMeasuresAndTheNextDayComparesWithIt()
    {
        await using var history = new SqliteMetricHistory(FilePath);
        await RunAsync(history, Some.Date.AddDays(-1), 100);

        var run = await RunAsync(history, Some.Date, 150);

        run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Passed, AssertionStatus.Passed]);
        run.Results[0].Value.ShouldBe(1.5);
    }

    [Fact]
    public async Task ASnapshotBelongsToTodayAndIsReadFromTheHistoryForAnotherDay()
    {
        await using var history = new SqliteMetricHistory(FilePath);
        await RunAsync(history, Some.Date.AddDays(-1), 100);
        var suite = Some.Suite("sum(c) == 100", "num_rows() == 1");

        // The clock stands on the day after: what is there now is not what was there then.
        var run = await new SuiteRunner(Some.Clock) { History = history }.RunAsync(suite, [new QueryDataset("data", "SELECT 7 AS c")], ResultKey.For(Some.Date.AddDays(-1)));

        run.Results.Select(result => (result.Status, result.Reason)).ShouldBe([(AssertionStatus.Passed, null), (AssertionStatus.Skipped, SkipReason.NoHistory)]);
    }

    [Fact]
    public async Task AReadOnlyHistoryIsNotWritten()
    {
        await using var history = new SqliteMetricHistory(FilePath);

        await RunAsync(history, Some.Date, 1, readOnly: true);

        File.Exists(FilePath).ShouldBeFalse();
    }

    private static Task<SuiteRun> RunAsync(SqliteMetricHistory history, DateOnly date, int value, bool readOnly = false)
        => new SuiteRunner(new Clock(date)) { History = history }.RunAsync(
            Some.Suite("sum(c) / sum(c, lag=1) > 1", "day_over_day(sum(c)) <= 0.5"),
            [new QueryDataset("data", $"SELECT {value} AS c")],
            ResultKey.For(date),
            new SuiteRunOptions { HistoryIsReadOnly = readOnly });

    private static async Task SaveAsync(SqliteMetricHistory history, params (HistoryKey Key, double? Value, string? Error)[] values)
        => await history.SaveAsync(new HistoryBatch(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, [.. values.Select(value => new HistoryEntry(value.Key, null, value.Value, value.Error))]), default);

    private static async Task<StoredValue> ValueAsync(SqliteMetricHistory history, HistoryKey key) => (await history.FindAsync([key], default))[key];

    private sealed class Clock(DateOnly date) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(date.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
    }
}
