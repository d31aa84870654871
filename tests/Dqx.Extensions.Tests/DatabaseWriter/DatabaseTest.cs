using System.Text.Json;
using Dqx.Extensions.DatabaseWriter;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.DatabaseWriter;

/// <summary>A folder with a real SQLite file in it.</summary>
public abstract class DatabaseTest : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("dqx-writer-").FullName;

    protected string DatabaseFile => Path.Combine(Folder, "results.db");

    protected static string ToResults => """{ "database_url": "sqlite:results.db" }""";

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A processor of its own hands the run to the database, as every suite does.</summary>
    private protected async Task Write(SuiteRun run, string? settings = null, CancellationToken cancellationToken = default)
        => await (await Initialised(settings)).ProcessAsync(run, SampleRuns.ContextOf(run), cancellationToken);

    private protected async Task<IResultProcessor> Initialised(string? settings = null, params string[] secrets)
    {
        var processor = new DatabaseWriterProcessor(NullLoggerFactory.Instance);
        await processor.InitializeAsync(ProcessorSettings.FromJson(settings ?? ToResults, Folder, secrets), CancellationToken.None);
        return processor;
    }

    /// <summary>The rows of a query, each a map from column to value.</summary>
    protected List<Dictionary<string, object?>> Query(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, object?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, index => reader.IsDBNull(index) ? null : reader.GetValue(index)));
        }

        return rows;
    }

    protected object? Scalar(string sql) => Query(sql) is [{ Count: > 0 } row, ..] ? row.Values.First() : null;

    protected void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private protected SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabaseFile, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>The file is sound, and every run has as many rows as it says.</summary>
    protected void ShouldHoldWholeRunsOnly(string prefix = "dqx_")
    {
        Scalar("PRAGMA integrity_check").ShouldBe("ok");
        Query("PRAGMA foreign_key_check").ShouldBeEmpty();
        Query($"""
            SELECT run_id FROM {prefix}runs AS run
            WHERE assertions <> (SELECT count(*) FROM {prefix}results WHERE run_id = run.run_id)
               OR symbols <> (SELECT count(*) FROM {prefix}symbols WHERE run_id = run.run_id)
            """).ShouldBeEmpty();
    }

    protected static string Settings(params (string Name, object Value)[] settings)
        => JsonSerializer.Serialize(settings.Prepend(("database_url", "sqlite:results.db")).GroupBy(pair => pair.Item1).ToDictionary(pair => pair.Key, pair => pair.Last().Item2));
}
