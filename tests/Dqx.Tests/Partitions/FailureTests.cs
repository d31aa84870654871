using System.Collections.Concurrent;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Tests.Support;

namespace Dqx.Tests.Partitions;

/// <summary>What fails, what is stored all the same, how a run is stopped and what it says meanwhile.</summary>
public sealed class FailureTests
{
    private const string Endless = "SELECT a.range AS i FROM range(1000000) a, range(10000000) b WHERE a.range + b.range = 3";

    [Fact]
    public async Task AFailingPartitionIsNamedAndTheOthersAreStored()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i, 1 AS j");
        await files.WriteAsync("b.parquet", "SELECT 2 AS j");
        await files.WriteAsync("c.parquet", "SELECT 3 AS i, 5 AS j");

        var run = await files.RunAsync(files.Parts(), expectations: ["sum(i)", "sum(j) == 8"]);
        run.Results[0].ShouldSatisfyAllConditions(
            result => result.ErrorKind.ShouldBe(ErrorKind.Schema), result => result.Error.ShouldBe("partition 'b.parquet': data has no column 'i'; did you mean 'j'?"));
        run.Results[1].Status.ShouldBe(AssertionStatus.Passed);
        PartFiles.Scanned(run).ShouldBe("3/3");

        // Only what failed is tried again.
        await files.WriteAsync("b.parquet", "SELECT 2 AS j, 4 AS i", age: 30);
        var mended = await files.RunAsync(files.Parts(), expectations: ["sum(i) == 8", "sum(j) == 8"]);
        mended.Results.ShouldAllBe(result => result.Status == AssertionStatus.Passed);
        PartFiles.Scanned(mended).ShouldBe("1/3");
    }

    [Fact]
    public async Task SeveralFailuresAreCountedAndTheFirstIsTold()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await File.WriteAllTextAsync(Path.Combine(files.Folder, "b.parquet"), "no Parquet");
        await File.WriteAllTextAsync(Path.Combine(files.Folder, "c.parquet"), "neither");

        var result = (await files.RunAsync(files.Parts(), expectations: ["sum(i)"])).Results[0];

        result.ErrorKind.ShouldBe(ErrorKind.Engine);
        result.Error.ShouldNotBeNull().ShouldStartWith("partition 'b.parquet' (and 1 more): ");
    }

    [Fact]
    public async Task APartitionWhoseValueIsNotFiniteIsNamedAlsoFromTheHistory()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1::DOUBLE AS i");
        await files.WriteAsync("b.parquet", "SELECT 'infinity'::DOUBLE AS i");

        foreach (var scanned in new[] { "2/2", "0/2" })
        {
            var run = await files.RunAsync(files.Parts(), expectations: ["sum(i)", "minimum(i) == 1"]);

            PartFiles.Scanned(run).ShouldBe(scanned);
            run.Results.Select(result => result.Error).ShouldBe(["partition 'b.parquet': the result is infinite", null]);
        }
    }

    [Fact]
    public async Task NoFileAtAllIsWhatItIsWithoutPartitions()
    {
        await using var files = new PartFiles();

        var parts = await files.RunAsync(files.Parts(), expectations: ["num_rows()"]);
        var whole = await files.RunAsync(files.Files(), expectations: ["num_rows()"]);

        (parts.Results[0].Error, parts.Results[0].ErrorKind).ShouldBe((whole.Results[0].Error, whole.Results[0].ErrorKind));
        parts.Results[0].Error.ShouldNotBeNull().ShouldContain("there is no file");
    }

    [Fact]
    public async Task AFileWithoutAByteHasNoRows()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.csv", "SELECT 1 AS i");
        await File.WriteAllTextAsync(Path.Combine(files.Folder, "b.csv"), "");

        (await files.RunAsync(files.Parts("*.csv"), expectations: ["num_rows() == 1"])).Results[0].Status.ShouldBe(AssertionStatus.Passed);
    }

    /// <summary>Of a partition that it was reading, or had no time to; see <see cref="CheckpointTests"/> for one that it had read.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public async Task ACancelledRunStoresNothingOfWhatItHasNotRead(int milliseconds)
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        var data = PartitionedDataset.Of(new DatasetPartition("a", files.Files("a.parquet")), new DatasetPartition("b", new QueryDataset("data", Endless)) { Version = "1" });
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));

        await Should.ThrowAsync<OperationCanceledException>(() => new SuiteRunner(Some.Clock) { History = files.History, MaximumConcurrency = 2 }
            .RunAsync(Some.Suite("sum(i)"), [data], ResultKey.For(Some.Date), options: null, source.Token));

        (await files.SegmentsOrNoneAsync()).ShouldBeSubsetOf(["a"]);
        File.Exists(Path.Combine(files.Folder, "history.db")).ShouldBe(milliseconds > 0 && (await files.SegmentsOrNoneAsync()).Count > 0);
    }

    [Fact]
    public async Task ProgressCountsThePartitionsThatAreScanned()
    {
        await using var files = new PartFiles();
        for (var part = 0; part < 4; part++)
        {
            await files.WriteAsync($"{part}.parquet", $"SELECT range AS i FROM range({part + 1})");
        }

        await files.RunAsync(files.Parts("0.parquet"), expectations: ["sum(i)"]);
        var told = new Collected();
        await files.RunAsync(files.Parts(), options: new SuiteRunOptions { Progress = told }, expectations: ["sum(i)"]);

        told.All.ShouldAllBe(report => report.Partitions == 3 && report.Total == 3);
        told.All.Where(report => report.Finished).Select(report => (report.Partition, report.PartitionNumber)).Order().ShouldBe([("1.parquet", 1), ("2.parquet", 2), ("3.parquet", 3)]);
        told.All[^1].RowsRead.ShouldBe(2 + 3 + 4);
    }

    [Theory]
    [InlineData("names", "The dataset 'data': two partitions are named 'a'.")]
    [InlineData("blank", "The dataset 'data': a partition has no name.")]
    [InlineData("data", "The dataset 'data': the data of the partition 'b' is named 'other'; users qualify columns by the name of the dataset, so it is the same for all.")]
    [InlineData("days", "The dataset 'data': the partitions 'a' and 'b' differ in that one has date_column and the other has not.")]
    [InlineData("skip", "The dataset 'data': the partitions 'a' and 'b' differ in skip_dates.")]
    [InlineData("none", "A dataset has no partitions; pass at least one.")]
    [InlineData("nested", "The dataset 'data': the partition 'b' is itself partitioned.")]
    [InlineData("dated", "The dataset 'data': the partitions 'a' and 'b' differ in that one has {date} and the other has not.")]
    public void PartitionsThatMakeNoDatasetAreRefused(string what, string message)
    {
        var a = new DatasetPartition("a", new QueryDataset("data", "SELECT 1"));
        DatasetPartition[] parts = what switch
        {
            "names" => [a, a],
            "blank" => [a with { Name = " " }],
            "data" => [a, new DatasetPartition("b", new QueryDataset("other", "SELECT 1"))],
            "days" => [a, new DatasetPartition("b", new QueryDataset("data", "SELECT 1") { Calendar = new DatasetCalendar { DateColumn = "d" } })],
            "skip" => [a, new DatasetPartition("b", new QueryDataset("data", "SELECT 1") { Calendar = new DatasetCalendar { SkipDates = [Some.Date] } })],
            "nested" => [a, new DatasetPartition("b", PartitionedDataset.Of(a))],
            "dated" => [a, new DatasetPartition("b", DuckDbDataset.FromQuery("data", "SELECT {date} AS d"))],
            _ => [],
        };

        Should.Throw<DqxException>(() => PartitionedDataset.Of(parts)).ShouldSatisfyAllConditions(refused => refused.Message.ShouldContain(message), refused => refused.DiagnosticId.ShouldBe("DQX1141"));
    }

    [Fact]
    public void FilesOfAServerAreNoPartitions()
        => Should.Throw<DqxException>(() => PartitionedDataset.ByFile(DuckDbDataset.FromParquet("data", "s3://bucket/*.parquet"))).Message.ShouldContain("list the partitions instead");

    private sealed class Collected : IProgress<ScanProgress>
    {
        private readonly ConcurrentQueue<ScanProgress> _reports = [];

        public List<ScanProgress> All => [.. _reports];

        public void Report(ScanProgress value) => _reports.Enqueue(value);
    }
}
