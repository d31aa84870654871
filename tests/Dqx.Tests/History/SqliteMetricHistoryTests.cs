using Dqx.Datasets;
using Dqx.History;
using Dqx.Sqlite;
using Dqx.Sqlite.History;
using Dqx.Tests.Support;
using Dqx.Tests.Support.Stores;
using Microsoft.Data.Sqlite;

namespace Dqx.Tests.History;

public sealed class SqliteMetricHistoryTests : HistoryConformance, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-history-");

    private string FilePath => Path.Combine(_folder.FullName, "deep", "history.db");

    protected override string NewerId => "DQX3202";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task AFileThatIsNoHistoryIsRefused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, new string('x', 5000));
        await using var history = Open();

        (await Should.ThrowAsync<DqxException>(() => history.FindAsync([s_key], default).AsTask())).DiagnosticId.ShouldBe("DQX3201");
    }

    [Fact]
    public void AnOlderFileIsReadAsANewerOneAndStaysAsItIsWhereNothingIsToBeWritten()
    {
        SqliteMigrations first = new("a file", "DQX9902", "CREATE TABLE t (a INTEGER)"), second = new("a file", "DQX9902", "CREATE TABLE t (a INTEGER)", "ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 2");
        var file = new SqliteFile(FilePath, "The file", "DQX9901", first);
        file.CreateFolder();
        using (var made = file.Open())
        {
            Execute(made, "INSERT INTO t VALUES (1)");
        }

        var before = File.ReadAllBytes(FilePath);
        using (var read = new SqliteFile(FilePath, "The file", "DQX9901", second, isReadOnly: true).OpenForReading())
        {
            Execute(read, "SELECT a + b FROM t").ShouldBe(3L);
        }

        File.ReadAllBytes(FilePath).ShouldBe(before);
        Directory.EnumerateFiles(Path.GetDirectoryName(FilePath)!).ShouldBe([FilePath]);
        using (var brought = new SqliteFile(FilePath, "The file", "DQX9901", second).OpenForReading())
        {
            Execute(brought, "PRAGMA user_version").ShouldBe(2L);
        }

        // And what has nothing in it holds nothing.
        File.WriteAllBytes(FilePath, []);
        using var empty = new SqliteFile(FilePath, "The file", "DQX9901", second, isReadOnly: true).OpenForReading();
        Execute(empty, "SELECT count(*) FROM t").ShouldBe(0L);
        new FileInfo(FilePath).Length.ShouldBe(0);
    }

    [Fact]
    public async Task ARunStoresWhatItMeasuresAndTheNextDayComparesWithIt()
    {
        await using var history = Open();
        await RunAsync(history, Some.Date.AddDays(-1), 100);

        var run = await RunAsync(history, Some.Date, 150);

        run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Passed, AssertionStatus.Passed]);
        run.Results[0].Value.ShouldBe(1.5);
    }

    [Fact]
    public async Task ASnapshotBelongsToTodayAndIsReadFromTheHistoryForAnotherDay()
    {
        await using var history = Open();
        await RunAsync(history, Some.Date.AddDays(-1), 100);
        var suite = Some.Suite("sum(c) == 100", "num_rows() == 1");

        // The clock stands on the day after: what is there now is not what was there then.
        var run = await new SuiteRunner(Some.Clock) { History = history }.RunAsync(suite, [new QueryDataset("data", "SELECT 7 AS c")], ResultKey.For(Some.Date.AddDays(-1)));

        run.Results.Select(result => (result.Status, result.Reason)).ShouldBe([(AssertionStatus.Passed, null), (AssertionStatus.Skipped, SkipReason.NoHistory)]);
    }

    [Fact]
    public async Task AReadOnlyHistoryIsNotWritten()
    {
        await using var history = Open();

        await RunAsync(history, Some.Date, 1, readOnly: true);

        File.Exists(FilePath).ShouldBeFalse();
    }

    private static Task<SuiteRun> RunAsync(IMetricHistory history, DateOnly date, int value, bool readOnly = false)
        => new SuiteRunner(new Clock(date)) { History = history }.RunAsync(
            Some.Suite("sum(c) / sum(c, lag=1) > 1", "day_over_day(sum(c)) <= 0.5"),
            [new QueryDataset("data", $"SELECT {value} AS c")],
            ResultKey.For(date),
            new SuiteRunOptions { HistoryIsReadOnly = readOnly });

    protected override IMetricHistory Open(bool isReadOnly = false) => new SqliteMetricHistory(FilePath, isReadOnly);

    protected override bool Exists() => File.Exists(FilePath);

    protected override long CountValues() => Run("SELECT count(*) FROM metric_values") as long? ?? -1;

    protected override void SetVersion(int version) => Run(FormattableString.Invariant($"PRAGMA user_version = {version}"));

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false");
        connection.Open();
        return Execute(connection, sql);
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private sealed class Clock(DateOnly date) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(date.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
    }
}
