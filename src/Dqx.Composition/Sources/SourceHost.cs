using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Running;
using Dqx.Composition.Trust;

namespace Dqx.Composition.Sources;

/// <summary>What the data sources or the suites of extensions share: whom to trust, what the host lends, and the lane on which their code runs under a time limit.</summary>
internal sealed class SourceHost(TrustPolicy trust, HostServices services) : IDisposable
{
    /// <summary>Neither composing nor making a dataset or a suite reads data, so this is long.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    private readonly CallEngine _engine = new(services.LoggerFactory.CreateLogger("Dqx.Composition.Sources"));
    private readonly Lock _gate = new();
    private ImmutableArray<Diagnostic> _findings = [];

    public HostServices Services => services;

    /// <summary>What the operator should know about the trust in the extensions that were loaded.</summary>
    public ImmutableArray<Diagnostic> Findings => _findings;

    /// <summary>Judges an extension before anything of it is loaded.</summary>
    /// <exception cref="DqxException">The lock file cannot be read.</exception>
    public TrustDecision Decide(Extension extension)
    {
        if (trust.LockErrors() is [var error, ..])
        {
            throw new DqxException(error.Id, error.Message);
        }

        var decision = trust.Decide(extension);
        if (decision.Warning is { } warning)
        {
            _findings = _findings.Add(warning);
        }

        return decision;
    }

    /// <summary>Makes something in code of the extension.</summary>
    /// <param name="extension">The extension.</param>
    /// <param name="id">The diagnostic's id when it fails; null for that of the phase.</param>
    /// <param name="failure">What that means, as the beginning of a sentence.</param>
    /// <param name="phase">The phase in which it begins.</param>
    /// <param name="make">Makes it; it says which phase begins.</param>
    /// <exception cref="DqxException">It failed or did not come back; or the extension says so itself.</exception>
    public T Make<T>(Extension extension, string? id, string failure, string phase, Func<Action<string>, T> make)
        where T : class
    {
        var call = new SourceCall<T>(extension, phase, make, s_timeout);
        lock (_gate)
        {
            // Blocks on the lane, which is a thread of its own and needs no other: making a dataset or a suite is synchronous by contract.
            _engine.RunAsync(new CallSequence([call], s_timeout + s_timeout, observer: services.CallObserver, CancellationToken.None)).GetAwaiter().GetResult();
        }

        return call.Outcome == CallOutcome.Succeeded && call.Result is { } result ? result
            : throw call.Refusal ?? new DqxException(
                id ?? CallText.DiagnosticId(call),
                OneLine.Of($"{failure}; in phase {call.Fault?.Phase ?? call.Phase}: {CallText.Error(call)} ({extension.Candidate.File})"));
    }

    /// <summary>Disposes the containers of an extension and lets it go.</summary>
    public void LetGo(ExtensionRuntime runtime)
    {
        GuardedCall[] calls = [.. Enumerable.Range(0, runtime.ContainerCount).Select(_ => new Running.Calls.ReleaseCall(runtime, s_timeout))];
        if (calls.Length > 0)
        {
            lock (_gate)
            {
                _engine.RunAsync(new CallSequence(calls, s_timeout, observer: services.CallObserver, CancellationToken.None)).GetAwaiter().GetResult();
            }
        }

        runtime.Unload();
    }

    public void Dispose() => _engine.Dispose();
}
