namespace Dqx.Composition.Running;

/// <summary>Creates the processor of one instance. From an extension by MEF; in tests it is given.</summary>
internal interface IProcessorActivator
{
    /// <summary>How long a cancelled call may take to unwind before it is abandoned. With the supervisor's tick the default keeps the
    /// next call within 50 ms of the limit.</summary>
    TimeSpan Grace => GuardedCall.DefaultGrace;

    /// <summary>Decides which file is loaded: the private copy that was judged, or the file itself where no copy can be made.</summary>
    void PinTo(string file)
    {
    }

    /// <summary>Says which phase begins, so that a failure is told with it.</summary>
    ActivatedProcessor Create(Action<string> enter);
}

/// <summary>A processor and what has to be disposed with it.</summary>
/// <param name="Processor">The processor.</param>
/// <param name="Owner">Disposes the processor's dependencies and the processor itself where it is <see cref="IDisposable"/>; null when there is nothing to do.</param>
internal sealed record ActivatedProcessor(IResultProcessor Processor, IDisposable? Owner);
