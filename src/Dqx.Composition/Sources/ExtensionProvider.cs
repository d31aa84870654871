using Dqx.Composition.Catalogs;
using Dqx.Composition.Running;
using Dqx.Composition.Trust;

namespace Dqx.Composition.Sources;

/// <summary>A data source or a suite provider of an extension: judged, loaded and composed when it is first used, and only once.</summary>
/// <remarks>Not safe for concurrent use; whoever has it locks.</remarks>
/// <param name="what">What it is, for messages: <c>data source 'lake'</c>.</param>
/// <param name="type">The exported type's full name.</param>
/// <param name="rejection">Why it is not used, as far as its files tell; null when it is.</param>
/// <param name="extension">The extension that brings it.</param>
/// <param name="host">Where its code runs.</param>
/// <param name="problem">What is wrong with what was composed; null when nothing is, or to ask nothing. Runs code of the extension.</param>
internal sealed class ExtensionProvider<T>(string what, string type, Rejection? rejection, Extension extension, SourceHost host, Func<T, string?>? problem = null)
    where T : class
{
    private ExtensionRuntime? _runtime;
    private T? _provider;
    private DqxException? _failure;

    /// <summary>What has failed once is not tried again.</summary>
    /// <exception cref="DqxException">The extension is not used, or cannot be loaded.</exception>
    public T Value()
    {
        if (_failure is { } failed)
        {
            throw new DqxException(failed.DiagnosticId, failed.Message);
        }

        try
        {
            return _provider ??= Compose();
        }
        catch (DqxException failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>Lets the extension go.</summary>
    /// <param name="failure">What whoever asks for it later is told.</param>
    public void LetGo(DqxException failure)
    {
        _failure ??= failure;
        (_provider, var runtime) = (null, _runtime);
        _runtime = null;
        if (runtime is not null)
        {
            host.LetGo(runtime);
        }
    }

    private T Compose()
    {
        var decision = (extension.Rejection ?? rejection) is { } rejected ? TrustDecision.Refuse(rejected) : host.Decide(extension);
        if (decision.Rejection is { } refused)
        {
            throw new DqxException(refused.Id, $"The extension that brings the {what} is not used: {refused.Reason}. {refused.Fix} ({extension.Candidate.File})");
        }

        var runtime = new ExtensionRuntime(extension, [], host.Services) { LoadFile = decision.Copy?.File ?? extension.Candidate.File };
        _runtime = runtime;
        return host.Make(extension, id: null, $"The {what} of {extension.Candidate.Name} cannot be used", Phases.Load, enter =>
        {
            runtime.Load();
            enter(Phases.Compose);
            var provider = runtime.CreateProvider<T>(type);
            return problem?.Invoke(provider) is { } wrong ? throw new InvalidOperationException(wrong) : provider;
        });
    }
}
