namespace Dqx;

/// <summary>Receives the outcome of every run of a suite: to alert, store, report or monitor.</summary>
/// <remarks>
/// <para>
/// An implementation is exported by MEF from an assembly that is dropped into a catalog directory:
/// <c>[Export(typeof(IResultProcessor))] [ProcessorMetadata("my_processor", Order = 100)]</c>.
/// </para>
/// <para><b>Failure.</b> Let exceptions out. The orchestrator isolates, times and reports them, and goes on with the next
/// processor; what a failure means for the run is the operator's choice (<c>on_error</c>). A swallowed exception is a lost alert.</para>
/// <para><b>Time.</b> Honour the token: it is cancelled at the processor's <c>timeout</c>, at the deadline of all processors and
/// when the host stops. A processor that ignores it is abandoned and quarantined.</para>
/// <para><b>Threads.</b> Calls come on host threads, with no affinity and no SynchronizationContext. One instance serves one
/// processor instance of the suite with its effective settings; it is initialised once, never called concurrently, and
/// disposed with its settings (<see cref="IAsyncDisposable"/> before <see cref="IDisposable"/>).</para>
/// <para><b>The run.</b> It is for reading. Library hosts hand one object to all processors and to their caller unless
/// <c>DqxHostOptions.CopiesRuns</c> is set, so that what writes behind its immutability (<c>ImmutableCollectionsMarshal</c>, reflection)
/// changes it for everybody; the <c>dqx</c> command hands each a copy, and a worker has its own anyway.</para>
/// <para><b>Versions.</b> New members of this interface arrive only as default interface members.</para>
/// </remarks>
public interface IResultProcessor
{
    /// <summary>Reads the settings and prepares for work. Called once, before any run is handed over and before any data is read.</summary>
    /// <param name="settings">The settings of this processor instance; empty when the suite names none. May be kept.</param>
    /// <param name="cancellationToken">Cancelled at the time limit of this phase and when the host stops.</param>
    /// <exception cref="SettingsException">The settings are wrong. Nothing is run then (exit code 2).</exception>
    ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken);

    /// <summary>Handles the outcome of one run.</summary>
    /// <param name="run">The whole outcome. Immutable; may be kept after the call.</param>
    /// <param name="context">Which instance this is, which attempt, and what is new. Immutable; may be kept.</param>
    /// <param name="cancellationToken">Cancelled at the time limit of this attempt and when the host stops.</param>
    ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken);
}
