namespace Dqx.Composition.Running;

/// <summary>
/// Whether a processor may be called: not while a lost call is still inside it, and after it was abandoned or failed three times
/// in a row only once per run and after a cool-down.
/// </summary>
internal sealed class ProcessorHealth(TimeProvider time, TimeSpan coolDown)
{
    private const int MostFailures = 3;

    private int _failuresInARow;
    private DateTimeOffset? _quarantinedSince;
    private GuardedCall? _lost;

    /// <summary>Why it must not be called now; null when it may be.</summary>
    public string? Obstacle
    {
        get
        {
            if (_lost is { CameBack: false })
            {
                return "it has not come back from an earlier call that exceeded its time limit";
            }

            if (_quarantinedSince is not { } since || time.GetUtcNow() - since >= coolDown)
            {
                return null;
            }

            var cause = _lost is not null ? "it ignored the end of its time limit" : FormattableString.Invariant($"it failed {_failuresInARow} times in a row");
            return $"{cause}; it is tried again {Duration.Format(coolDown)} after that";
        }
    }

    public bool IsQuarantined => Obstacle is not null;

    /// <summary>Whether a call may still be inside the processor, so that nothing of it may be touched.</summary>
    public bool IsOccupied => _lost is { CameBack: false };

    public void Note(GuardedCall call)
    {
        switch (call.Outcome)
        {
            case CallOutcome.Succeeded:
                _failuresInARow = 0;
                _quarantinedSince = null;
                _lost = null;
                break;
            case CallOutcome.Abandoned:
                _failuresInARow++;
                _lost = call;
                _quarantinedSince = time.GetUtcNow();
                break;
            case CallOutcome.Failed or CallOutcome.TimedOut:
                _failuresInARow++;
                if (_failuresInARow >= MostFailures || _quarantinedSince is not null)
                {
                    _quarantinedSince = time.GetUtcNow();
                }

                break;
        }
    }
}
