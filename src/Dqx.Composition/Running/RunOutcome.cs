using System.Collections.Immutable;
using Dqx.Composition.Selection;
using Dqx.Suites;

namespace Dqx.Composition.Running;

/// <summary>Collects the reports of one run.</summary>
internal sealed class RunOutcome(int capacity)
{
    private readonly Dictionary<ProcessorInstance, ProcessorReport> _reports = new(capacity);

    /// <summary>The first report of an instance also has the time that it took to initialise.</summary>
    public void Add(ProcessorInstance instance, ProcessorReport report)
    {
        var ownsTime = ReferenceEquals(report, instance.Broken);
        _reports[instance] = report with { Duration = (ownsTime ? TimeSpan.Zero : report.Duration) + instance.Unreported };
        instance.Unreported = TimeSpan.Zero;
    }

    public ProcessedRun For(SuiteRun run, ImmutableArray<ProcessorInstance> order, ImmutableArray<SettledProcessor> settled)
    {
        ImmutableArray<(ProcessorReport Report, OnError OnError)> all =
        [
            .. order.Select(instance => (_reports[instance], instance.OnError)),
            .. settled.Select(one => (one.Report, one.OnError)),
        ];
        var failed = all.Where(one => one.Report.Status is ProcessorStatus.Failed or ProcessorStatus.TimedOut or ProcessorStatus.Quarantined).ToArray();
        return new ProcessedRun(
            run with { Processors = [.. all.Select(one => one.Report)] },
            [.. failed.Where(one => one.OnError == OnError.Fail).Select(one => one.Report)],
            [.. failed.Where(one => one.OnError == OnError.Degrade).Select(one => one.Report)]);
    }
}
