using System.Globalization;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Sqlite.History;
using Dqx.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dqx.Tests.Partitions;

/// <summary>A folder of files that are partitions, with a history beside them.</summary>
internal sealed class PartFiles : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-parts-");

    public PartFiles() => History = new SqliteMetricHistory(HistoryFile);

    public string Folder => _folder.FullName;

    public SqliteMetricHistory History { get; }

    private string HistoryFile => Path.Combine(_folder.FullName, "history.db");

    /// <summary>Writes a file of a query's rows; long ago, so that its time is its version.</summary>
    public async Task WriteAsync(string name, string query, int age = 60)
    {
        var file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await ExecuteAsync($"COPY ({query}) TO '{file}'");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-age));
    }

    public DuckDbDataset Files(string pattern = "*.parquet", string? where = null, DatasetCalendar? calendar = null)
        => DuckDbDataset.FromFile("data", Path.Combine(_folder.FullName, pattern), where: where, calendar: calendar);

    public PartitionedDataset Parts(string pattern = "*.parquet", string? where = null, DatasetCalendar? calendar = null)
        => PartitionedDataset.ByFile(Files(pattern, where, calendar));

    /// <summary>A run on a day, with the history.</summary>
    public Task<SuiteRun> RunAsync(IDataset data, DateOnly? date = null, SuiteRunOptions? options = null, params string[] expectations)
        => new SuiteRunner(Clock(date ?? Some.Date)) { History = History, MaximumConcurrency = 3 }.RunAsync(Some.Suite(expectations), [data], ResultKey.For(date ?? Some.Date), options);

    public static TimeProvider Clock(DateOnly date) => new StandingClock(new DateTimeOffset(date, new TimeOnly(12, 0), TimeSpan.Zero));

    /// <summary>How many partitions the run scanned, of how many.</summary>
    public static string Scanned(SuiteRun run) => run.Diagnostics.Single(finding => finding.Id == "DQX3103").Message.Split(' ') is [_, var scanned, _, var all, ..] ? $"{scanned}/{all}" : "";

    /// <summary>What DuckDB says to a query, without any of DQX.</summary>
    public static async Task<double[]> QueryAsync(string query)
    {
        await using var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToDouble(reader.GetValue(column), CultureInfo.InvariantCulture))];
    }

    /// <summary>The partitions of which something is stored.</summary>
    public async Task<List<string>> SegmentsAsync()
    {
        await using var connection = Open(HistoryFile);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT m.segment FROM metrics AS m JOIN metric_values AS v ON v.metric = m.id WHERE m.segment <> '' ORDER BY 1";
        var segments = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            segments.Add(reader.GetString(0));
        }

        return segments;
    }

    /// <summary>The same where there may be no history yet.</summary>
    public async Task<List<string>> SegmentsOrNoneAsync() => File.Exists(HistoryFile) ? await SegmentsAsync() : [];

    /// <summary>How many values are stored.</summary>
    public async Task<long> CountAsync()
    {
        await using var connection = Open(HistoryFile);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM metric_values";
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    public Task ExecuteOnHistoryAsync(string statement) => ExecuteAsync(HistoryFile, statement);

    public static async Task ExecuteAsync(string historyFile, string statement)
    {
        await using var connection = Open(historyFile);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await History.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task ExecuteAsync(string statement)
    {
        await using var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
