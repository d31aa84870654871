using System.Globalization;
using Dqx.Composition.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Tests.Workers;

/// <summary>What a worker logs and prints is in the host's log, and nowhere else.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Its_records_arrive_with_category_level_event_and_values()
    {
        using var catalog = new WorkerCatalog().Add(
            "chatty",
            process: """
                var log = Loggers.CreateLogger("My.Category");
                log.LogWarning(new EventId(77, "Sent"), "sent {Count} to {Who}", 3, "s3cret-word");
                log.LogError(new IOException("broken s3cret-word"), "lone \ud83d surrogate");
                """,
            secrets: ["s3cret-word"]);
        using var log = new RecordingLog();
        await using (var host = catalog.Host(options => options.LoggerFactory = log))
        {
            (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem().Error.ShouldBeNull();
        }

        var records = log.Records.Where(record => record.Category == "My.Category").ToArray();
        records[0].ShouldBe(records[0] with { Level = LogLevel.Warning, Event = new EventId(77, "Sent"), Text = "sent 3 to ***" });
        records[0].State["Count"].ShouldBe(3L);
        records[0].State["Who"].ShouldBe("***");
        records[0].State["Processor"].ShouldBe("chatty");
        records[0].State["{OriginalFormat}"].ShouldBe("sent {Count} to {Who}");
        records[1].Exception.ShouldNotBeNull().Message.ShouldBe("System.IO.IOException: broken ***");
    }

    [Fact]
    public async Task What_it_prints_is_logged_line_by_line()
    {
        using var catalog = new WorkerCatalog().Add(
            "printer",
            process: "Console.WriteLine(\"to out\"); Console.Error.WriteLine(\"to error s3cret-word\"); puts(\"native\"); fflush(0); Note(Console.ReadLine() ?? \"no input\");",
            members: "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int puts(string text); [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int fflush(nint file);",
            secrets: ["s3cret-word"]);

        (await catalog.RunAsync()).Error.ShouldBeNull();

        await CrashTests.Logged(catalog, 2204);
        catalog.Notes.ShouldBe(["no input"]);
        Lines(catalog).ShouldBe(["printer wrote: to out", "printer wrote: to error ***", "printer wrote: native"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("for (var i = 0; i < 2_000_000; i++) Console.WriteLine(\"flood\");")]
    [InlineData("for (var i = 0; i < 2_000_000; i++) puts(\"flood\"); fflush(0);")]
    [InlineData("var line = new string('x', 1 << 20); for (var i = 0; i < 200; i++) Console.Write(line);")]
    [InlineData("var log = Loggers.CreateLogger(\"Flood\"); for (var i = 0; i < 2_000_000; i++) log.LogError(\"flood {Number}\", i);")]
    public async Task A_flood_is_thinned_out(string flood)
    {
        using var catalog = new WorkerCatalog().Add(
            "flood",
            process: flood,
            members: "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int puts(string text); [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int fflush(nint file);",
            timeout: TimeSpan.FromMinutes(2));
        var before = GC.GetTotalAllocatedBytes();

        var report = await catalog.RunAsync();

        report.Status.ShouldBe(ProcessorStatus.Succeeded, report.Error);
        catalog.Log.Entries.Count.ShouldBeLessThan(1_100 * (2 + (int)report.Duration.TotalSeconds));
        catalog.Log.Entries.Max(entry => entry.Text.Length).ShouldBeLessThan(3_000);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(2_000_000_000);
    }

    [Fact]
    public async Task What_the_host_would_not_write_is_not_sent()
    {
        using var catalog = new WorkerCatalog().Add("quiet", process: "Note(Loggers.CreateLogger(\"X\").IsEnabled(LogLevel.Information).ToString(CultureInfo.InvariantCulture) + Loggers.CreateLogger(\"X\").IsEnabled(LogLevel.Warning));".Replace("CultureInfo.InvariantCulture", "", StringComparison.Ordinal));
        using var log = new RecordingLog { Lowest = LogLevel.Warning };
        await using var host = catalog.Host(options => options.LoggerFactory = log);

        await host.ProcessAsync(Runs.Failing);

        catalog.Notes.ShouldBe(["FalseTrue"]);
    }

    private static string[] Lines(WorkerCatalog catalog) => [.. catalog.Log.Entries.Where(entry => entry.Id == 2204).Select(entry => entry.Text)];

    private sealed record Record(string Category, LogLevel Level, EventId Event, string Text, Exception? Exception, Dictionary<string, object?> State);

    private sealed class RecordingLog : ILoggerFactory
    {
        public LogLevel Lowest { get; init; }

        public System.Collections.Concurrent.ConcurrentQueue<Record> Records { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"{provider}"));

        public void Dispose() => Records.Clear();

        private sealed class Logger(RecordingLog log, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
                => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= log.Lowest;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
                => log.Records.Enqueue(new Record(
                    category,
                    logLevel,
                    eventId,
                    formatter(state, exception),
                    exception,
                    state is IEnumerable<KeyValuePair<string, object?>> pairs ? pairs.ToDictionary(pair => pair.Key, pair => pair.Value) : []));
        }
    }
}
