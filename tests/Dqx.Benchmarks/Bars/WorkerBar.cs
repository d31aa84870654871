using System.Collections.Concurrent;
using System.Composition;
using System.Diagnostics;
using System.Globalization;
using Dqx.Composition.Workers;
using Dqx.Composition.Workers.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Benchmarks.Bars;

/// <summary>How soon a worker greets after it was spawned; how soon a killed one is replaced by another that has greeted; and how long a run takes whose worker was killed half a second before.</summary>
internal sealed class WorkerBar : IBar
{
    private const int Rounds = 15;
    private const double MostToGreet = 60;
    private const double MostToRestart = 100;

    private static readonly SuiteRun s_run = new() { RunId = Guid.NewGuid(), Suite = "s", Key = ResultKey.For(default), StartedAt = default };
    private static readonly ProcessorContext s_context = new() { Instance = "worked", IdempotencyKey = "k" };

    public string Name => "worker: greeting after spawn; greeting of the next one after a kill; the next run, load and initialise included";

    public async Task<BarResult> MeasureAsync()
    {
        using var log = new Greetings();
        var request = new InitializeRequest
        {
            Instance = "worked",
            Extension = "Dqx.Benchmarks",
            File = typeof(WorkerBar).Assembly.Location,
            Processor = "worked",
            Type = typeof(Worked).FullName ?? "",
            LogLevel = LogLevel.None,
        };
        var worker = new WorkerProcessor(new WorkerLaunch(Machine.Dqx), request, new WorkerLog(log, "worked", text => text));
        await worker.InitializeAsync(ProcessorSettings.Empty, CancellationToken.None);
        // Calls end on the thread that reads the worker's answers, which is needed below.
        await Task.Yield();
        var (restarts, runs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            using var process = Process.GetProcessById(worker.ProcessId ?? 0);
            var greetings = log.Milliseconds.Count;
            var watch = Stopwatch.GetTimestamp();
            process.Kill();
            SpinWait.SpinUntil(() => log.Milliseconds.Count > greetings);
            restarts.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);

            await Task.Delay(TimeSpan.FromMilliseconds(500));
            watch = Stopwatch.GetTimestamp();
            await worker.ProcessAsync(s_run, s_context, CancellationToken.None);
            runs.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            await Task.Yield();
        }

        await worker.DisposeAsync(CancellationToken.None);
        var (greeting, restart, run) = (Median(log.Milliseconds), Median(restarts), Median(runs));
        return new BarResult(
            FormattableString.Invariant($"{greeting:F0} ms, {restart:F0} ms, {run:F0} ms (medians of {Rounds})"),
            FormattableString.Invariant($"≤ {MostToGreet:F0} ms, ≤ {MostToRestart:F0} ms, ≤ {MostToRestart:F0} ms"),
            greeting <= MostToGreet && Math.Max(restart, run) <= MostToRestart);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    /// <summary>The extension: this assembly.</summary>
    [Export(typeof(IResultProcessor))]
    [ProcessorMetadata("worked")]
    public sealed class Worked : IResultProcessor
    {
        /// <inheritdoc/>
        public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => default;

        /// <inheritdoc/>
        public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => default;
    }

    /// <summary>Hears what the host says about its workers: how long each took to greet.</summary>
    private sealed class Greetings : ILoggerFactory, ILogger
    {
        private const int Greeted = 2201;

        public ConcurrentQueue<double> Milliseconds { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName == WorkerLog.Category ? this : NullLogger.Instance;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == Greeted && state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                Milliseconds.Enqueue(Convert.ToDouble(values.Single(value => value.Key == "Milliseconds").Value, CultureInfo.InvariantCulture));
            }
        }
    }
}
