#pragma warning disable CA2016 // Ignoring the token is what these processors are there for.
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dqx.Composition.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Tests.Running;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Every_call_is_timed_in_log_meter_and_activity()
    {
        var log = new CollectingLog();
        var measured = new List<(string, string, string)>();
        var activities = new List<(string, string?, ActivityStatusCode)>();
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "dqx.processor.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meter.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var values = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
            if (values["name"].StartsWith("telemetry", StringComparison.Ordinal))
            {
                lock (measured)
                {
                    measured.Add((values["name"], values["phase"], values["outcome"]));
                }
            }
        });
        meter.Start();
        using var activity = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Dqx",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped =>
            {
                if (stopped.GetTagItem("dqx.processor.name") is string name && name.StartsWith("telemetry", StringComparison.Ordinal))
                {
                    lock (activities)
                    {
                        activities.Add((stopped.OperationName, name, stopped.Status));
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(activity);

        using var release = new ManualResetEventSlim();
        await new Orchestra { LoggerFactory = log }
            .Add("telemetry good", new ActingProcessor())
            .Add("telemetry bad", ActingProcessor.Throwing(new IOException("no")))
            .Add("telemetry slow", TimeTests.Hanging("sleep", release), timeout: TimeSpan.FromMilliseconds(50))
            .RunAsync();
        release.Set();

        measured.Where(one => one.Item2 == "process").ShouldBe([
            ("telemetry good", "process", "succeeded"), ("telemetry bad", "process", "failed"), ("telemetry slow", "process", "timed_out")]);
        measured.Count(one => one.Item2 == "initialize").ShouldBe(3);
        activities.Where(one => one.Item1 == "dqx.processor.process").ShouldBe([
            ("dqx.processor.process", "telemetry good", ActivityStatusCode.Unset),
            ("dqx.processor.process", "telemetry bad", ActivityStatusCode.Error),
            ("dqx.processor.process", "telemetry slow", ActivityStatusCode.Error)]);
        log.Entries.Count(entry => entry.Id == 2002).ShouldBe(3);
        log.Entries.ShouldContain(entry => entry.Id == 2003 && entry.Level == LogLevel.Information && entry.Text.StartsWith("Processor telemetry good took the run in "));
        log.Entries.ShouldContain(entry => entry.Id == 2004 && entry.Text.Contains("telemetry bad failed in phase process") && entry.Text.EndsWith("(DQX2122): IOException: no"));
        log.Entries.ShouldContain(entry => entry.Id == 2005 && entry.Text.Contains("telemetry slow exceeded its time limit"));
    }

    [Fact]
    public async Task The_first_report_has_the_time_to_initialise_as_well()
    {
        var slow = new ActingProcessor { Initialize = async (_, _) => await Task.Delay(60) };
        await using var orchestrator = new Orchestra().Add("slow", slow).Build();
        await orchestrator.InitializeAsync(CancellationToken.None);
        var first = await orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None);
        var second = await orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None);

        first.Run.Processors[0].Duration.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(50));
        second.Run.Processors[0].Duration.ShouldBeLessThan(first.Run.Processors[0].Duration);
    }
}
