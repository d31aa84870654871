[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor, IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("not disposed");
    }
}
