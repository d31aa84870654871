namespace Dqx.Composition.Running;

/// <summary>Two observers as one. The first is nearer to the call: it is told last that it begins and first that it has ended.</summary>
internal sealed class CallObservers : ICallObserver
{
    private readonly ICallObserver _near;
    private readonly ICallObserver _far;

    private CallObservers(ICallObserver near, ICallObserver far)
    {
        (_near, _far) = (near, far);
    }

    /// <summary>Null for nobody, so that nothing is paid for it.</summary>
    public static ICallObserver? Both(ICallObserver? near, ICallObserver? far)
        => near is null ? far : far is null ? near : new CallObservers(near, far);

    public void Begins(GuardedCall call)
    {
        _far.Begins(call);
        _near.Begins(call);
    }

    public void Ends(GuardedCall call)
    {
        _near.Ends(call);
        _far.Ends(call);
    }
}
