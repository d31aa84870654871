using Dqx.Datasets;
using Dqx.History;
using Dqx.Sqlite.History;
using Dqx.Tests.Support;
using Moq;

namespace Dqx.Tests.History;

/// <summary>What a run does with its history: settled days, retention, and a history that fails.</summary>
public sealed class KeepingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-history-");

    private string FilePath => Path.Combine(_folder.FullName, "history.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, LagSource.Automatic, "100 1 2")]
    [InlineData(1, LagSource.Automatic, "100 10 2")]
    [InlineData(2, LagSource.Automatic, "100 10 20")]
    [InlineData(0, LagSource.Data, "100 10 20")]
    [InlineData(null, LagSource.Automatic, "100 10 20")]
    [InlineData(9, LagSource.History, "100 1 2")]
    public async Task AStoredValueStandsForTheScanOfADayThatIsSettled(int? settledAfter, LagSource source, string expected)
    {
        // Stored while the days had other rows.
        await using var history = new SqliteMetricHistory(FilePath);
        await RunAsync(history, Data(1, new DatasetCalendar { DateColumn = "d" }), Some.Date.AddDays(-1), "sum(c)");
        await RunAsync(history, Data(1, new DatasetCalendar { DateColumn = "d" }), Some.Date.AddDays(-2), "sum(c)");
        var data = Data(10, new DatasetCalendar { DateColumn = "d", SettledAfterDays = settledAfter, LagSource = source });

        var run = await RunAsync(history, data, Some.Date, "sum(c)", "sum(c, lag=1)", "sum(c, lag=2)");

        string.Join(' ', run.Results.Select(result => result.Value)).ShouldBe(expected);
    }

    [Fact]
    public async Task WhatIsReadFromTheHistoryIsMeasuredForLaterRuns()
    {
        await using var history = new SqliteMetricHistory(FilePath);
        foreach (var back in Enumerable.Range(0, 4).Reverse())
        {
            // Nothing asks for the day itself.
            var data = Data(10, new DatasetCalendar { DateColumn = "d", LagSource = LagSource.History });
            var run = await RunAsync(history, data, Some.Date.AddDays(-back), "average_over(sum(c), n=2)", "num_rows(lag=1, where=\"c > 10\")");

            run.Results.Select(result => result.Value).ShouldBe(back switch
            {
                3 => [null, null],
                2 => [null, 0],
                1 => [20, 1],
                _ => [15, 0],
            });
            run.Symbols.Length.ShouldBe(6);
        }
    }

    [Fact]
    public void WhereNothingIsSaidTheFingerprintIsTheOneThatWouldBeCalculated()
    {
        var calculated = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("\u001f\u001f\u001f"u8))[..16];

        new HistoryKeys("Suite", ResultKey.For(Some.Date)).Of(Data(1, DatasetCalendar.Snapshot), new Dqx.Metrics.NumRows(), Some.Date).Fingerprint.ShouldBe(calculated);
    }

    [Fact]
    public async Task AStoredErrorSettlesNothing()
    {
        await using var history = new SqliteMetricHistory(FilePath);
        await RunAsync(history, new QueryDataset("data", "SELECT DATE '2026-11-19' AS d, NULL::INTEGER AS c") { Calendar = new DatasetCalendar { DateColumn = "d" } }, Some.Date.AddDays(-1), "sum(c)");

        var run = await RunAsync(history, Data(10, new DatasetCalendar { DateColumn = "d", SettledAfterDays = 0 }), Some.Date, "sum(c, lag=1)");

        run.Results[0].Value.ShouldBe(10);
    }

    [Theory]
    [InlineData(0, 1, "1 value of this run is stored in the history; 3 values from before 2026-11-19 deleted.", "2026-11-20 2026-11-19")]
    [InlineData(0, null, "1 value of this run is stored in the history.", "2026-11-20 2026-11-19 2026-11-18 2026-11-17 2026-11-16")]
    [InlineData(30, 3, "1 value of this run is stored in the history; 0 values from before 2026-10-18 deleted.", "2026-11-19 2026-11-18 2026-11-17 2026-11-16 2026-10-21")]
    public async Task ValuesOlderThanTheRetentionAreDeletedButNotThoseOfABackfill(int daysBack, int? retention, string message, string dates)
    {
        await using var history = new SqliteMetricHistory(FilePath);
        foreach (var back in Enumerable.Range(1, 4))
        {
            await RunAsync(history, Data(1, new DatasetCalendar { DateColumn = "d" }), Some.Date.AddDays(-back), "num_rows()");
        }

        var run = await new SuiteRunner(Some.Clock) { History = history }.RunAsync(
            Some.Suite("num_rows()"), [Data(1, new DatasetCalendar { DateColumn = "d" })], ResultKey.For(Some.Date.AddDays(-daysBack)), new SuiteRunOptions { HistoryRetentionDays = retention });

        run.Diagnostics[^1].Message.ShouldBe(message);
        var points = new List<string>();
        await foreach (var point in history.ReadAsync(new MetricQuery("Suite", "data", "num_rows()", DateOnly.MinValue, DateOnly.MaxValue), default))
        {
            points.Insert(0, FormattableString.Invariant($"{point.Date:yyyy-MM-dd}"));
        }

        string.Join(' ', points).ShouldBe(dates);
    }

    [Fact]
    public async Task AHistoryThatCannotBeWrittenTakesNothingFromTheRun()
    {
        await File.WriteAllTextAsync(FilePath, "not a folder");
        await using var history = new SqliteMetricHistory(Path.Combine(FilePath, "history.db"));

        var run = await RunAsync(history, Data(1, DatasetCalendar.Snapshot), Some.Date, "num_rows() == 3");

        run.Status.ShouldBe(RunStatus.Passed);
        var finding = run.Diagnostics.ShouldHaveSingleItem();
        (finding.Id, finding.Severity).ShouldBe(("DQX3203", DiagnosticSeverity.Error));
        finding.Message.ShouldStartWith("The values of this run are not stored, so later runs cannot compare with them: ");
    }

    [Fact]
    public async Task AHistoryThatCannotBeReadIsAnErrorOfWhatNeedsItAndOfNothingElse()
    {
        await File.WriteAllTextAsync(FilePath, new string('x', 5000));
        await using var history = new SqliteMetricHistory(FilePath);

        var run = await RunAsync(history, Data(1, DatasetCalendar.Snapshot), Some.Date, "num_rows() == 3", "sum(c, lag=1)");

        run.Results.Select(result => (result.Status, result.ErrorKind)).ShouldBe([(AssertionStatus.Passed, null), (AssertionStatus.Error, ErrorKind.Engine)]);
        run.Results[1].Error.ShouldNotBeNull().ShouldContain("history.db cannot be opened");
        run.Diagnostics[^1].Id.ShouldBe("DQX3203");
    }

    [Fact]
    public async Task WhatAHistoryThrowsWithoutMeaningItIsAFault()
    {
        var history = new Mock<IMetricHistory>();
        history.Setup(kept => kept.SaveAsync(It.IsAny<HistoryBatch>(), It.IsAny<CancellationToken>())).Throws(new InvalidOperationException("a defect"));

        await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(history.Object, Data(1, DatasetCalendar.Snapshot), Some.Date, "num_rows()"));
    }

    /// <summary>Three days with a row each: 100 times, 1 time and 2 times the number; the newest is always 100.</summary>
    private static QueryDataset Data(int factor, DatasetCalendar calendar)
        => new("data", $"SELECT * FROM (VALUES (DATE '2026-11-20', 100), (DATE '2026-11-19', {factor}), (DATE '2026-11-18', {2 * factor})) t(d, c)") { Calendar = calendar };

    private static Task<SuiteRun> RunAsync(IMetricHistory history, IDataset data, DateOnly date, params string[] expectations)
        => new SuiteRunner(Some.Clock) { History = history }.RunAsync(Some.Suite(expectations), [data], ResultKey.For(date));
}
