namespace Dqx.Composition.Running;

/// <summary>A disposal that heeds a token, so that it can be ended at its time limit.</summary>
internal interface ITokenDisposable
{
    ValueTask DisposeAsync(CancellationToken cancellationToken);
}
