using Dqx.Composition.Catalogs;
using Dqx.Composition.Running;

namespace Dqx.Testing.Hosting;

/// <summary>Puts the recorder around what is created.</summary>
#pragma warning disable CA1001 // The pipeline disposes what is created, recorder included, as the host would.
internal sealed class RecordingActivator(Func<Action<string>, ActivatedProcessor> create) : IProcessorActivator
#pragma warning restore CA1001
{
    private RecordingProcessor? _recorder;

    /// <summary>Null before the processor was created, and after it was let go.</summary>
    public RecordingProcessor? Recorder => _recorder;

    public static RecordingActivator Of(IProcessorActivator activator) => new(activator.Create);

    public static RecordingActivator Of(IResultProcessor processor) => new(enter =>
    {
        enter(Phases.Initialize);
        return new ActivatedProcessor(processor, processor as IDisposable);
    });

    public ActivatedProcessor Create(Action<string> enter)
    {
        var created = create(enter);
        _recorder = new RecordingProcessor(created.Processor);
        return created with { Processor = _recorder };
    }

    public void Forget() => _recorder = null;
}
