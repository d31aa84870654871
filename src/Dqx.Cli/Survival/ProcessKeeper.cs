using Dqx.Composition.Catalogs;
using Dqx.Composition.Running;

namespace Dqx.Cli.Survival;

/// <summary>Looks after every call of an extension: puts back what it changed in the process, and notes it; notes disposals that failed.</summary>
/// <remarks>In the executable only: in an application's process, its directory and its culture are its own affair.</remarks>
internal sealed class ProcessKeeper(Incidents incidents) : ICallObserver
{
    private readonly AmbientState _state = new();
    private volatile GuardedCall? _current;

    /// <summary>The call that is being made; null when there is none.</summary>
    public GuardedCall? Current => _current;

    public void Begins(GuardedCall call) => _current = call;

    public void Ends(GuardedCall call)
    {
        _current = null;
        var changed = _state.Restore();
        if (call.LeftCulture)
        {
            changed = changed.Insert(0, "the culture");
        }

        if (!changed.IsEmpty)
        {
            incidents.Add("DQX2130", $"'{call.Subject}' changed {string.Join(", ", changed)} of the process in {call.Phase}; it was put back", call.File);
        }

        // The reports were made before: of a disposal nothing else tells.
        if (call.Phase == Phases.Dispose && call.Outcome != CallOutcome.Succeeded)
        {
            incidents.Add("DQX2126", $"'{call.Subject}' could not be disposed: {CallText.Error(call)}", call.File);
        }
    }
}
