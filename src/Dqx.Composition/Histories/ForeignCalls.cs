using System.Diagnostics.CodeAnalysis;
using Dqx.Composition.Running;

namespace Dqx.Composition.Histories;

/// <summary>Calls of a history or a journal of an extension: whatever they throw comes back as a failure of the host, which holds nothing of the extension.</summary>
/// <param name="name">What is called, as the beginning of a sentence.</param>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "An extension may throw anything; all of it is told.")]
internal sealed class ForeignCalls(string name)
{
    /// <exception cref="DqxException">What the extension says itself, or that it failed (DQX2042).</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public async ValueTask<T> MakeAsync<T>(Func<ValueTask<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception failure)
        {
            throw Of(failure, cancellationToken);
        }
    }

    /// <inheritdoc cref="MakeAsync{T}"/>
    public async ValueTask MakeAsync(Func<ValueTask> call, CancellationToken cancellationToken)
        => await MakeAsync(
            async () =>
            {
                await call();
                return true;
            },
            cancellationToken);

    private Exception Of(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        DqxException refusal => new DqxException(refusal.DiagnosticId, ExtensionBoundary.MessageOf(refusal)),
        OperationCanceledException when cancellationToken.IsCancellationRequested => new OperationCanceledException(cancellationToken),
        _ => new DqxException("DQX2042", $"{name} failed: {FaultText.Of(failure, static text => text)}"),
    };
}
