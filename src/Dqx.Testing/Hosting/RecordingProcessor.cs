namespace Dqx.Testing.Hosting;

/// <summary>Passes every call on and remembers what the processor was handed. Behind it the processor behaves as by itself.</summary>
internal sealed class RecordingProcessor(IResultProcessor inner) : IResultProcessor, IAsyncDisposable
{
    public IResultProcessor Inner => inner;

    public (SuiteRun Run, ProcessorContext Context)? Handed { get; set; }

    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
        => inner.InitializeAsync(settings, cancellationToken);

    public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        Handed = (run, context);
        return inner.ProcessAsync(run, context, cancellationToken);
    }

    /// <summary>Only what the host would do itself; <see cref="IDisposable"/> is the owner's.</summary>
    public ValueTask DisposeAsync() => inner is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;
}
