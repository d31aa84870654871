using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dqx.Composition.Catalogs;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Running;

/// <summary>Tells logs, <see cref="Meter"/> and <see cref="Activity"/> listeners of every call, how long it took and how it ended.</summary>
internal sealed class CallTelemetry : ICallObserver
{
    private static readonly ActivitySource s_activities = new("Dqx");
    private static readonly Meter s_meter = new("Dqx");
    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "dqx.processor.duration", unit: "s", description: "How long a call of a result processor took.");

    private readonly ILogger _logger;
    private readonly ActivityContext _parent = Activity.Current?.Context ?? default;
    private Activity? _activity;

    private CallTelemetry(ILogger logger)
    {
        _logger = logger;
    }

    /// <summary>Null when nobody listens, so that nothing is paid for it.</summary>
    public static CallTelemetry? For(ILogger logger)
        => logger.IsEnabled(LogLevel.Error) || s_duration.Enabled || s_activities.HasListeners() ? new CallTelemetry(logger) : null;

    public void Begins(GuardedCall call)
    {
        _activity = s_activities.StartActivity($"dqx.processor.{call.Phase}", ActivityKind.Internal, _parent);
        _activity?.SetTag("dqx.processor.name", call.Subject);
    }

    public void Ends(GuardedCall call)
    {
        var outcome = WireNames.Of(ProcessorReports.StatusOf(call));
        s_duration.Record(
            call.Elapsed.TotalSeconds,
            new KeyValuePair<string, object?>("name", call.Subject),
            new KeyValuePair<string, object?>("phase", call.Phase),
            new KeyValuePair<string, object?>("outcome", outcome));
        _activity?.SetTag("dqx.processor.outcome", outcome);
        if (call.Outcome != CallOutcome.Succeeded)
        {
            _activity?.SetStatus(ActivityStatusCode.Error, CallText.Error(call));
        }

        _activity?.Dispose();
        _activity = null;
        Log(call, call.Elapsed.TotalMilliseconds);
    }

    private void Log(GuardedCall call, double milliseconds)
    {
        switch (call.Outcome, call.Phase)
        {
            case (CallOutcome.Succeeded, Phases.Process):
                CompositionLog.Processed(_logger, call.Subject, milliseconds);
                break;
            case (CallOutcome.Succeeded, Phases.Initialize):
                CompositionLog.Initialized(_logger, call.Subject, milliseconds);
                break;
            case (CallOutcome.Succeeded, Phases.Load):
                CompositionLog.Loaded(_logger, call.Subject, milliseconds);
                break;
            case (CallOutcome.Succeeded, _):
                CompositionLog.Disposed(_logger, call.Subject, milliseconds);
                break;
            case (CallOutcome.TimedOut or CallOutcome.Abandoned, _):
                CompositionLog.TimedOut(_logger, call.Subject, call.Phase, milliseconds, CallText.DiagnosticId(call), CallText.Error(call));
                break;
            default:
                CompositionLog.Failed(_logger, call.Subject, call.Phase, milliseconds, CallText.DiagnosticId(call), CallText.Error(call));
                break;
        }
    }
}
