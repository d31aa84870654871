using System.Composition;
using Dqx.Extensions.DatabaseWriter.Postgres;
using Dqx.Extensions.DatabaseWriter.Sqlite;
using Dqx.Extensions.DatabaseWriter.Tables;
using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.DatabaseWriter;

/// <summary>Writes every run with its results and symbols to a database: all of it in one transaction, and once per run id.</summary>
/// <remarks>Nothing is opened before there is a run to write, and nothing stays open after it.</remarks>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata(
    "db_writer",
    Order = 200,
    Description = "Writes results and symbols to a SQLite or PostgreSQL database",
    RequiredSettings = ["database_url"],
    Idempotent = true)]
internal sealed class DatabaseWriterProcessor : IResultProcessor
{
    private readonly ILogger _logger;
    private IRunStore? _store;

    /// <summary>Creates the processor; the host's logging is imported.</summary>
    [ImportingConstructor]
    public DatabaseWriterProcessor(ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger("Dqx.Extensions.DatabaseWriter");
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        var options = settings.Bind<DatabaseWriterSettings>();
        var (scheme, rest) = DatabaseUrl.Split(options.DatabaseUrl);
        var tables = new RunTables(options.TablePrefix);
        _store = scheme == "sqlite" ? Sqlite(settings, rest, tables, options.BatchSize) : Postgres(settings, rest, tables, options.BatchSize);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        var store = _store ?? throw new InvalidOperationException("The processor was not initialised.");
        if (await store.WriteAsync(run, cancellationToken))
        {
            Log.Written(_logger, run.RunId, run.Results.Length, run.Symbols.Length, store.Name);
        }
        else
        {
            Log.AlreadyThere(_logger, run.RunId, store.Name);
        }
    }

    private static SqliteRunStore Sqlite(ProcessorSettings settings, string file, RunTables tables, int batchSize)
    {
        var path = settings.ResolvePath(file);
        // The path may come out of ${…}, and what does is shown nowhere.
        var shown = settings.Redact(path);
        return Directory.Exists(path)
            ? throw new SettingsException($"database_url: {shown} is a folder; name a file in it")
            : new SqliteRunStore(path, shown, tables, batchSize);
    }

    private static PostgresRunStore Postgres(ProcessorSettings settings, string url, RunTables tables, int batchSize)
    {
        var builder = PostgresUrl.Read(url, settings.ResolvePath);
        // A pooled connection would stay open between runs, and hold the extension's load context.
        builder.Pooling = false;
        // The run's own time limit ends a statement that takes too long.
        builder.CommandTimeout = 0;
        builder.ApplicationName ??= "dqx";
        return new PostgresRunStore(builder.ToString(), settings.Redact(PostgresUrl.Name(builder)), settings.Redact, tables, batchSize);
    }
}
