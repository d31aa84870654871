using System.Collections.Immutable;
using System.Globalization;

namespace Dqx.Extensions.Monitoring.Metrics;

/// <summary>The figures of a run.</summary>
/// <param name="Group">The labels that all of them have, in order: what they are the latest figures of.</param>
/// <param name="Gauges">The metrics.</param>
internal sealed record RunGauges(ImmutableArray<KeyValuePair<string, string>> Group, ImmutableArray<Gauge> Gauges)
{
    public int Samples => Gauges.Sum(gauge => gauge.Samples.Length);

    /// <summary>Takes the figures of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="processors">The processors that are known to have been called.</param>
    public static RunGauges Of(SuiteRun run, MonitoringSettings settings, IEnumerable<ProcessorTime> processors)
    {
        var date = KeyValuePair.Create("date", run.Key.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var summary = run.Summary;
        ImmutableArray<Gauge> gauges =
        [
            One("total_assertions", "Assertions of the run.", summary.Assertions),
            One("passed_assertions", "Assertions that passed.", summary.Passed),
            One("failed_assertions", "Assertions that failed; muted ones do not count.", summary.Failed),
            One("error_assertions", "Assertions that could not be evaluated; muted ones do not count.", summary.Errors),
            One("skipped_assertions", "Assertions that were skipped.", summary.Skipped),
            One("muted_assertions", "Assertions that failed or could not be evaluated, and are muted.", summary.Muted),
            One("success_rate", "The part of the assertions that passed, 0 to 1; 1 when there are none.", summary.PassRate / 100),
            .. Enum.GetValues<Severity>().Select(severity => One($"failures_{severity}", $"Assertions of severity {severity} that failed; muted ones do not count.", run.FailuresOf(severity))),
            .. Enum.GetValues<Severity>().Select(severity => One($"errors_{severity}", $"Assertions of severity {severity} that could not be evaluated; muted ones do not count.", run.Errors.Count(result => result.Severity == severity))),
            One("run_duration_seconds", "How long planning, scanning and evaluation took.", run.Duration.TotalSeconds),
            One("run_timestamp_seconds", "When the run began, in seconds since 1970.", run.StartedAt.ToUnixTimeMilliseconds() / 1000.0),
            Many("processor_duration_seconds", "How long the last call of a processor took.", processors.Select(time => Sample(time.Seconds, ("processor", time.Name), ("outcome", time.Outcome)))),
            Many("assertion_value", "The value of an assertion's expression.", Values(run).Take(settings.MaxAssertionValues)),
        ];
        return new RunGauges(
            [KeyValuePair.Create("job", settings.Namespace), KeyValuePair.Create("suite", run.Suite), .. LabelName.OfTags(run.Key), .. settings.DefaultLabels.OrderBy(label => label.Key, StringComparer.Ordinal)],
            [.. gauges.Where(gauge => !gauge.Samples.IsEmpty)]);

        Gauge One(string name, string help, double value) => Many(name, help, [Sample(value)]);

        Gauge Many(string name, string help, IEnumerable<Sample> samples) => new($"{settings.Namespace}_{name}", help, [.. samples]);

        IEnumerable<Sample> Values(SuiteRun run) => run.Results.Where(result => result.Value is not null).Select(result => Sample(
            result.Value ?? 0,
            [("check", result.Check), ("assertion", result.Assertion), .. (ReadOnlySpan<(string, string)>)(result.Segment is { } segment ? [("segment", segment)] : []), ("severity", result.Severity.ToString())]));

        Sample Sample(double value, params ReadOnlySpan<(string Name, string Value)> labels)
        {
            var all = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(labels.Length + 1);
            all.Add(date);
            foreach (var (name, text) in labels)
            {
                all.Add(KeyValuePair.Create(name, text));
            }

            return new Sample(all.ToImmutable(), value);
        }
    }
}
