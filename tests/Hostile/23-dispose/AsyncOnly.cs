[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor, IAsyncDisposable
{
    public ValueTask DisposeAsync() => new(Task.Delay(10));
}
