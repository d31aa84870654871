[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor, IDisposable
{
    public void Dispose() => Thread.Sleep(Timeout.Infinite);
}
