using Dqx.Delivery;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Delivery;

/// <summary>Takes deliveries out of the journal and notes what became of them, for the processors of one host.</summary>
/// <remarks>The journal is there so that nothing is lost; where it fails, runs are handed over without it, and that is said.</remarks>
internal sealed class DeliveryDesk(IDeliveryJournal journal, TimeProvider clock, ILogger logger)
{
    /// <summary>How long a run stays that is of no use but to look at.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    private readonly List<Diagnostic> _findings = [];

    /// <summary>What the user should know; emptied.</summary>
    public Diagnostic[] TakeFindings()
    {
        Diagnostic[] findings = [.. _findings];
        _findings.Clear();
        return findings;
    }

    /// <summary>Keeps a run before anybody sees it; false when that cannot be.</summary>
    public Task<bool> TryAcceptAsync(SuiteRun run, IEnumerable<DeliveryTarget> targets, CancellationToken cancellationToken) => TryAsync(
        "DQX3403",
        "The run could not be kept for its processors, and is handed to them without: what fails now is not repeated later.",
        async () => await journal.AddAsync(run, [.. targets], cancellationToken));

    /// <summary>What earlier runs of the suite left, oldest first.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="except">The run that there is now; null for none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<DeliveryRecord>> BacklogAsync(string suite, Guid? except, CancellationToken cancellationToken)
    {
        IReadOnlyList<DeliveryRecord> pending = [];
        await TryAsync(
            "DQX3404",
            "What earlier runs left for the processors could not be looked up; it waits for the next run.",
            async () => pending = await journal.ListAsync(suite, DeliveryStatus.Pending, cancellationToken));
        return [.. pending.Where(record => record.Key.RunId != except)];
    }

    /// <summary>A run that was kept; null where the journal cannot give it.</summary>
    public async Task<SuiteRun?> FindRunAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        SuiteRun? run = null;
        await TryAsync("DQX3404", $"A run that is due for '{key.Instance}' could not be read; it waits for the next run.", async () => run = await journal.FindRunAsync(key.RunId, cancellationToken));
        return run;
    }

    /// <summary>What an instance was told last; null for nothing, and where the journal cannot say.</summary>
    public async Task<ToldState?> FindToldAsync(SuiteRun run, string instance, CancellationToken cancellationToken)
    {
        ToldState? told = null;
        await TryAsync("DQX3404", $"What '{instance}' was told last could not be looked up.", async () => told = await journal.FindToldAsync(run.Suite, run.Key, instance, cancellationToken));
        return told;
    }

    /// <summary>Decides and takes a delivery.</summary>
    /// <returns>How to hand it over; or why not.</returns>
    public async Task<DeliverySlip> TakeAsync(SuiteRun run, string instance, NotifyRule rule, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var key = new DeliveryKey(run.RunId, instance);
        try
        {
            var told = await journal.FindToldAsync(run.Suite, run.Key, instance, cancellationToken);
            var decision = rule.Decide(run, told, clock.GetUtcNow());
            if (!decision.IsTold)
            {
                await NoteAsync(key, DeliveryStatus.NotDue, TimeSpan.Zero, decision.Reason, told: null, cancellationToken);
                return new DeliverySlip(key, decision, 0);
            }

            // As long as the call may take, and what it takes to note its end.
            var lease = new DeliveryLease(LeaseOwner.Current, clock.GetUtcNow() + timeout + TimeSpan.FromMinutes(1));
            return await journal.TryTakeAsync(key, lease, cancellationToken) is { } attempt
                ? new DeliverySlip(key, decision, attempt)
                : new DeliverySlip(key, decision with { Reason = "another process hands it over, or has done so" }, 0);
        }
        catch (DqxException refused)
        {
            Tell("DQX3404", $"The journal did not give the delivery to '{instance}', which is made all the same; it may be repeated.", refused);
            return new DeliverySlip(key, rule.Decide(run, told: null, clock.GetUtcNow()), 1);
        }
    }

    /// <summary>Lets go of runs that every processor has had for a while.</summary>
    public Task ForgetAsync(string suite) => TryAsync(
        "DQX3404",
        "Old runs could not be deleted from the journal; the next run tries again.",
        async () => await journal.DeleteBeforeAsync(suite, clock.GetUtcNow() - s_kept, CancellationToken.None));

    /// <summary>Notes that a processor took a run, and what it knows from now on.</summary>
    public Task NoteSentAsync(DeliverySlip slip, SuiteRun run, TimeSpan duration)
        => NoteAsync(slip.Key, DeliveryStatus.Sent, duration, reason: null, new ToldState(run.Key.Date, clock.GetUtcNow(), slip.Decision.Problems), CancellationToken.None);

    /// <summary>Notes that a processor did not take a run; the delivery stays due.</summary>
    public Task NoteFailedAsync(DeliveryKey key, TimeSpan duration, string reason) => NoteAsync(key, DeliveryStatus.Pending, duration, reason, told: null, CancellationToken.None);

    /// <summary>Gives up what has been due for too long.</summary>
    public async Task NoteExpiredAsync(DeliveryRecord record)
    {
        DeliveryLog.Expired(logger, record.ResultKey.Date, record.Key.Instance);
        _findings.Add(new Diagnostic
        {
            Id = "DQX3405",
            Severity = DiagnosticSeverity.Warning,
            Message = FormattableString.Invariant($"The run of {record.ResultKey.Date:yyyy-MM-dd} was due for '{record.Key.Instance}' for too long and is given up, after {record.Attempts} attempts: {record.Reason ?? "none was made"}"),
        });
        await NoteAsync(record.Key, DeliveryStatus.Expired, TimeSpan.Zero, record.Reason, told: null, CancellationToken.None);
    }

    public void LogLeftOver(DeliveryRecord record, ProcessorReport report)
    {
        if (report.Status is ProcessorStatus.Succeeded)
        {
            DeliveryLog.LeftOverSent(logger, record.Key.Instance, record.ResultKey.Date, record.Attempts + 1);
        }
        else if (report.Status is not ProcessorStatus.Skipped)
        {
            DeliveryLog.LeftOverFailed(logger, record.Key.Instance, record.ResultKey.Date, report.Error ?? "");
        }
    }

    public bool IsExpired(DeliveryRecord record, TimeSpan expire) => clock.GetUtcNow() - record.StartedAt > expire;

    private Task<bool> NoteAsync(DeliveryKey key, DeliveryStatus status, TimeSpan duration, string? reason, ToldState? told, CancellationToken cancellationToken) => TryAsync(
        "DQX3404",
        $"What became of the delivery to '{key.Instance}' could not be noted; it may be repeated.",
        async () => await journal.NoteAsync(key, new DeliveryOutcome(status, clock.GetUtcNow(), duration, reason), told, cancellationToken));

    private async Task<bool> TryAsync(string id, string meaning, Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (DqxException refused)
        {
            Tell(id, meaning, refused);
            return false;
        }
    }

    private void Tell(string id, string meaning, DqxException refused)
    {
        _findings.Add(new Diagnostic { Id = id, Severity = DiagnosticSeverity.Warning, Message = $"{meaning} {refused.Message}" });
        DeliveryLog.JournalFailed(logger, refused.Message);
    }
}

/// <summary>A delivery that was decided, and taken when it is to be made.</summary>
/// <param name="Key">The delivery.</param>
/// <param name="Decision">Whether the processor is told, and what.</param>
/// <param name="Attempt">The number of the attempt; 0 when there is none.</param>
internal sealed record DeliverySlip(DeliveryKey Key, NotifyDecision Decision, int Attempt);
