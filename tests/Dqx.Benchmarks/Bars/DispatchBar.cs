using System.Diagnostics;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Running;
using Dqx.Composition.Running.Calls;
using Dqx.Composition.Selection;
using Dqx.Suites;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Benchmarks.Bars;

/// <summary>
/// What a processor's call costs with timing, isolation and deadline, over a direct call: the difference between 200 and 100
/// processors, so that what a run costs once (handing it to the lane and back) is told apart.
/// </summary>
internal sealed class DispatchBar : IBar
{
    private const int Few = 100;
    private const int Many = 200;
    private const int Rounds = 4_000;
    private const double Most = 120;

    private static readonly SuiteRun s_run = new() { RunId = Guid.NewGuid(), Suite = "s", Key = ResultKey.For(default), StartedAt = default };

    public string Name => "dispatch of a completed processor over a direct call";

    public async Task<BarResult> MeasureAsync()
    {
        var (direct, few, many, bytes) = (double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue);
        using var engine = new CallEngine(NullLogger.Instance);
        for (var attempt = 0; attempt < 9; attempt++)
        {
            var one = await DispatchAsync(engine, Few);
            var two = await DispatchAsync(engine, Many);
            (direct, few, many) = (Math.Min(direct, Direct()), Math.Min(few, one.Nanoseconds), Math.Min(many, two.Nanoseconds));
            bytes = Math.Min(bytes, (two.Bytes - one.Bytes) / (Many - Few));
        }

        var over = ((many - few) / (Many - Few)) - direct;
        return new BarResult(
            FormattableString.Invariant($"{over:F0} ns, {bytes:F1} B (direct {direct:F1} ns; a run of {Few}, handing over included, {few / Few:F0} ns each)"),
            FormattableString.Invariant($"≤ {Most:F0} ns, 0 B"),
            over <= Most && bytes < 1);
    }

    private static double Direct()
    {
        var processors = Enumerable.Range(0, Few).Select(_ => (IResultProcessor)new Completed()).ToArray();
        var context = new ProcessorContext { Instance = "p", IdempotencyKey = "k" };
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var processor in processors)
            {
                Consume(processor.ProcessAsync(s_run, context, CancellationToken.None));
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rounds / Few;
    }

    private static void Consume(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("The processor completes at once.");
        }
    }

    private static async Task<(double Nanoseconds, double Bytes)> DispatchAsync(CallEngine engine, int count)
    {
        ProcessCall[] calls = [.. Enumerable.Range(0, count).Select(_ => Call())];
        var context = new ProcessorContext { Instance = "p", IdempotencyKey = "k" };
        foreach (var call in calls)
        {
            call.Arm(s_run, context);
        }

        for (var round = 0; round < Rounds / 10; round++)
        {
            await engine.RunAsync(new CallSequence(calls, TimeSpan.FromMinutes(5), observer: null, CancellationToken.None));
        }

        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds; round++)
        {
            await engine.RunAsync(new CallSequence(calls, TimeSpan.FromMinutes(5), observer: null, CancellationToken.None));
        }

        var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rounds;
        return (elapsed, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)Rounds);
    }

    private static ProcessCall Call()
    {
        var processor = new Completed();
        var configuration = new ProcessorConfiguration { Instance = "p", Use = "p" };
        var extension = new Extension { Candidate = new ExtensionCandidate("p", "/", "/p.dll", IsLoose: true) };
        var selected = new SelectedProcessor(configuration, extension, "p", new ProcessorMetadata { Name = "p" });
        var health = new ProcessorHealth(TimeProvider.System, TimeSpan.Zero);
        return new ProcessCall(new ProcessorInstance(selected, null, new Given(processor), health), processor, copiesRun: false);
    }

    private sealed class Completed : IResultProcessor
    {
        public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => default;

        public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => default;
    }

    private sealed class Given(IResultProcessor processor) : IProcessorActivator
    {
        public ActivatedProcessor Create(Action<string> enter) => new(processor, null);
    }
}
