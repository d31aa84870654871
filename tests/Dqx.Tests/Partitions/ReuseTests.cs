using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Expressions;
using Dqx.History;
using Dqx.Metrics;
using Dqx.Sqlite.History;
using Dqx.Tests.Support;

namespace Dqx.Tests.Partitions;

/// <summary>A partition is scanned again when it changed, and only then.</summary>
public sealed class ReuseTests
{
    private static readonly DatasetCalendar s_days = new() { DateColumn = "day" };

    [Fact]
    public async Task ANewPartitionCostsItsOwnScanOnly()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await files.WriteAsync("b.parquet", "SELECT 2 AS i");
        (await Sum(files)).ShouldBe((3, "2/2"));

        await files.WriteAsync("c.parquet", "SELECT 4 AS i");
        (await Sum(files)).ShouldBe((7, "1/3"));
        (await Sum(files)).ShouldBe((7, "0/3"));

        File.Delete(Path.Combine(files.Folder, "b.parquet"));
        (await Sum(files)).ShouldBe((5, "0/2"));
    }

    [Fact]
    public async Task AChangedFileIsScannedAgainAndSoIsOneThatWasJustWritten()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await files.WriteAsync("b.parquet", "SELECT 2 AS i");
        await Sum(files);

        // As long as before, so that the time alone tells.
        await files.WriteAsync("b.parquet", "SELECT 5 AS i", age: 30);
        (await Sum(files)).ShouldBe((6, "1/2"));

        await files.WriteAsync("a.parquet", "SELECT 9 AS i", age: 0);
        (await Sum(files)).ShouldBe((14, "1/2"));
        (await Sum(files)).ShouldBe((14, "1/2"));
    }

    [Fact]
    public async Task AnotherMetricIsMeasuredOnAllPartitionsAndAnotherDefinitionIsOtherData()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.csv", "SELECT 1 AS i, 7 AS j");
        await files.WriteAsync("b.csv", "SELECT 2 AS i, 8 AS j");
        await Sum(files, "*.csv");

        (await ValueAsync(files, files.Parts("*.csv"), "sum(j)")).ShouldBe((15, "2/2"));
        (await ValueAsync(files, files.Parts("*.csv", where: "i > 1"), "sum(i)")).ShouldBe((2, "2/2"));
        (await ValueAsync(files, PartitionedDataset.ByFile(DuckDbDataset.FromCsv("data", Path.Combine(files.Folder, "*.csv"), new CsvOptions { Nulls = ["1"] })), "sum(i)")).ShouldBe((2, "2/2"));
        (await Sum(files, "*.csv")).ShouldBe((3, "0/2"));
    }

    [Fact]
    public async Task ASnapshotsStatesServeOnLaterDays()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await files.WriteAsync("b.parquet", "SELECT 2 AS i");
        await Sum(files);

        var later = await files.RunAsync(files.Parts(), Some.Date.AddDays(40), expectations: ["sum(i) == 3", "sum(i, lag=40) == 3"]);

        PartFiles.Scanned(later).ShouldBe("0/2");
        later.Results.ShouldAllBe(result => result.Status == AssertionStatus.Passed);
    }

    /// <summary>Retention deletes by date; what is in use is stored anew in time, what is not goes.</summary>
    [Fact]
    public async Task RetentionKeepsTheStatesThatAreInUseAndLetsTheOthersGo()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await files.WriteAsync("b.parquet", "SELECT 2 AS i");
        var options = new SuiteRunOptions { HistoryRetentionDays = 10 };
        for (var day = 0; day < 60; day += 4)
        {
            if (day == 8)
            {
                File.Delete(Path.Combine(files.Folder, "b.parquet"));
            }

            var run = await files.RunAsync(files.Parts(), Some.Date.AddDays(day), options, "sum(i)");
            PartFiles.Scanned(run).ShouldBe(day switch { 0 => "2/2", 4 => "0/2", _ => "0/1" });
        }

        var rows = await files.SegmentsAsync();
        rows.ShouldBe(["a.parquet"]);
    }

    [Fact]
    public async Task EachDayIsKnownForEachPartition()
    {
        await using var files = new PartFiles();
        for (var back = 0; back < 5; back++)
        {
            await files.WriteAsync($"{9 - back}.parquet", $"SELECT DATE '2026-11-20' - {back} AS day, {back + 1} AS i");
        }

        string[] expectations = ["sum(i)", "sum(i, lag=1)", "average_over(sum(i), n=3)"];
        (await RunAsync(Some.Date)).ShouldBe("5/5: 1, 2, 3");

        // Tomorrow's file is read, and nothing else: the others are known to end before.
        await files.WriteAsync("A.parquet", "SELECT DATE '2026-11-21' AS day, 9 AS i");
        (await RunAsync(Some.Date.AddDays(1))).ShouldBe("1/6: 9, 1, 2");
        // A backfill needs a day that nobody has asked for yet: that file's scan.
        (await RunAsync(Some.Date.AddDays(-1))).ShouldBe("1/6: 2, 3, 4");
        (await RunAsync(Some.Date.AddDays(-1))).ShouldBe("0/6: 2, 3, 4");

        async Task<string> RunAsync(DateOnly date)
        {
            var run = await new SuiteRunner(PartFiles.Clock(Some.Date.AddDays(1))) { History = files.History }
                .RunAsync(Some.Suite(expectations), [files.Parts(calendar: s_days)], ResultKey.For(date));
            return $"{PartFiles.Scanned(run)}: {string.Join(", ", run.Results.Select(result => FormattableString.Invariant($"{result.Value}")))}";
        }
    }

    [Fact]
    public async Task ASettledDayIsWhatItWasWhateverBecameOfItsPartition()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT DATE '2026-11-10' AS day, 1 AS i");
        await files.WriteAsync("b.parquet", "SELECT DATE '2026-11-20' AS day, 2 AS i");
        var calendar = s_days with { SettledAfterDays = 3 };
        await files.RunAsync(files.Parts(calendar: calendar), expectations: ["sum(i, lag=10) == 1"]);
        await files.WriteAsync("a.parquet", "SELECT DATE '2026-11-10' AS day, 50 AS i", age: 20);

        var run = await files.RunAsync(files.Parts(calendar: calendar), expectations: ["sum(i, lag=10) == 1"]);

        run.Results[0].Status.ShouldBe(AssertionStatus.Passed);
    }

    [Fact]
    public async Task WithoutAHistoryAllAreScanned()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await Sum(files);

        var run = await new SuiteRunner(Some.Clock).RunAsync(Some.Suite("sum(i)"), [files.Parts()], ResultKey.For(Some.Date));

        PartFiles.Scanned(run).ShouldBe("1/1");
    }

    [Fact]
    public async Task AReadOnlyHistoryIsUsedAndNotWritten()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await Sum(files);
        await files.WriteAsync("b.parquet", "SELECT 2 AS i");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            PartFiles.Scanned(await files.RunAsync(files.Parts(), options: new SuiteRunOptions { HistoryIsReadOnly = true }, expectations: ["sum(i)"])).ShouldBe("1/2");
        }
    }

    [Fact]
    public async Task AStateThatCannotBeReadIsMeasuredAgain()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await Sum(files);
        await files.ExecuteOnHistoryAsync("UPDATE metric_values SET state = CAST('9 something' AS BLOB) WHERE version IS NOT NULL");

        (await Sum(files)).ShouldBe((1, "1/1"));
        (await Sum(files)).ShouldBe((1, "0/1"));
    }

    [Fact]
    public async Task AVersionOfTheAuthorDecidesForWhatIsNoFile()
    {
        await using var files = new PartFiles();
        DatasetPartition Part(string name, int value, string? version) => new(name, new QueryDataset("data", $"SELECT {value} AS i")) { Version = version };

        (await ValueAsync(files, PartitionedDataset.Of(Part("a", 1, "1"), Part("b", 2, null)), "sum(i)")).ShouldBe((3, "2/2"));
        // The first did change, but its version says that it did not; the other one says nothing.
        (await ValueAsync(files, PartitionedDataset.Of(Part("a", 100, "1"), Part("b", 5, null)), "sum(i)")).ShouldBe((6, "1/2"));
        (await ValueAsync(files, PartitionedDataset.Of(Part("a", 100, "2"), Part("b", 5, null)), "sum(i)")).ShouldBe((105, "2/2"));
    }

    [Fact]
    public async Task FilesAmongListedPartitionsSayTheirVersionThemselves()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("eu/1.parquet", "SELECT 1 AS i");
        await files.WriteAsync("eu/2.parquet", "SELECT 2 AS i");
        await files.WriteAsync("us.parquet", "SELECT 4 AS i");
        var data = PartitionedDataset.Of(new DatasetPartition("eu", files.Files("eu/*.parquet")), new DatasetPartition("us", files.Files("us.parquet")));

        (await ValueAsync(files, data, "sum(i)")).ShouldBe((7, "2/2"));
        (await ValueAsync(files, data, "sum(i)")).ShouldBe((7, "0/2"));
        await files.WriteAsync("eu/3.parquet", "SELECT 8 AS i");
        (await ValueAsync(files, data, "sum(i)")).ShouldBe((15, "1/2"));
    }

    [Fact]
    public async Task ADatedPathHasThePartitionsOfItsDay()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("2026-11-19/a.parquet", "SELECT 1 AS i");
        await files.WriteAsync("2026-11-20/a.parquet", "SELECT 2 AS i");
        await files.WriteAsync("2026-11-20/b.parquet", "SELECT 4 AS i");

        foreach (var scanned in new[] { "2 of 2", "0 of 2" })
        {
            var run = await files.RunAsync(files.Parts("{date}/*.parquet"), expectations: ["sum(i) == 6", "sum(i, lag=1) == 1", "sum(i, lag=2) == 1"]);

            run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Passed, AssertionStatus.Passed, AssertionStatus.Error]);
            run.Results[2].Error.ShouldNotBeNull().ShouldContain("no data for 2026-11-18");
            run.Diagnostics.ShouldContain(finding => finding.Message.StartsWith($"data: {scanned} partitions of 2026-11-20 scanned"));
        }
    }

    /// <summary>The values of the whole are stored and shown as those of a dataset without partitions; those of parts are not among them.</summary>
    [Fact]
    public async Task TheHistoryListsTheWholeAlone()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await files.WriteAsync("b.parquet", "SELECT 2 AS i");
        await Sum(files);

        (await files.History.ListAsync(null, default)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(metric => metric.Metric.ShouldBe("sum(i)"), metric => metric.Values.ShouldBe(1));
        var points = new List<MetricPoint>();
        await foreach (var point in files.History.ReadAsync(new MetricQuery("Suite", "data", "sum(i)", Some.Date, Some.Date), default))
        {
            points.Add(point);
        }

        points.ShouldHaveSingleItem().Value.ShouldBe(3);
    }

    [Fact]
    public async Task AHistoryOfTheVersionBeforeIsBroughtToThisOne()
    {
        await using var files = new PartFiles();
        var path = Path.Combine(files.Folder, "old.db");
        await using var old = new SqliteMetricHistory(path);
        var measured = (Metric)((Expression.MetricTerm)Expectation.Parse("num_rows()").Subject).Metric;
        var key = new HistoryKeys("Suite", ResultKey.For(Some.Date)).Of(files.Files(), measured, Some.Date);
        await old.SaveAsync(new HistoryBatch(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, [new HistoryEntry(key, null, 5, null)]), default);
        await PartFiles.ExecuteAsync(path, "ALTER TABLE metric_values DROP COLUMN version; PRAGMA user_version = 1");

        await using var history = new SqliteMetricHistory(path);

        (await history.FindAsync([key], default))[key].ShouldSatisfyAllConditions(value => value.Value.ShouldBe(5), value => value.Date.ShouldBe(Some.Date));
        (await history.FindNewestAsync([key with { Date = Some.Date.AddDays(3) }, key with { Date = Some.Date.AddDays(-1) }], default)).ShouldHaveSingleItem().Value.Value.ShouldBe(5);
    }

    private static async Task<(double, string)> Sum(PartFiles files, string pattern = "*.parquet") => await ValueAsync(files, files.Parts(pattern), "sum(i)");

    private static async Task<(double, string)> ValueAsync(PartFiles files, IDataset data, string metric)
    {
        var run = await files.RunAsync(data, expectations: [metric]);
        run.Results[0].Error.ShouldBeNull();
        return (run.Results[0].Value ?? double.NaN, PartFiles.Scanned(run));
    }
}
