using Dqx.Composition.Catalogs;
using Dqx.Composition.Running;

namespace Dqx.Composition.Sources;

/// <summary>One step of a data source or a suite provider of an extension, with what came of it.</summary>
/// <param name="extension">The extension.</param>
/// <param name="phase">The phase in which it begins.</param>
/// <param name="act">The step; it says which phase begins.</param>
/// <param name="timeout">Its time limit.</param>
internal sealed class SourceCall<T>(Extension extension, string phase, Func<Action<string>, T> act, TimeSpan timeout) : GuardedCall(timeout)
    where T : class
{
    private volatile string _phase = phase;

    /// <summary>Null when it failed.</summary>
    public T? Result { get; private set; }

    /// <summary>What the extension itself told its user, in a copy: the exception may be of a type of the extension.</summary>
    public DqxException? Refusal { get; private set; }

    public override string Subject => extension.Candidate.Name;

    public override string? File => extension.Candidate.File;

    public override string Phase => _phase;

    public override ValueTask InvokeAsync()
    {
        Result = act(next => _phase = next);
        return ValueTask.CompletedTask;
    }

    public override ProcessorFault Describe(Exception exception)
    {
        Refusal = exception is DqxException refusal ? new DqxException(refusal.DiagnosticId, ExtensionBoundary.MessageOf(refusal)) : null;
        return FaultDescriber.Describe(exception, Phase, inConstructor: false, static text => text);
    }
}
