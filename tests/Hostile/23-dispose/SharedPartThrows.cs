[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    [ImportingConstructor]
    public Bad(Part part) => _ = part;
}

[Export]
[Shared]
public sealed class Part : IDisposable
{
    public void Dispose() => throw new InvalidOperationException("not disposed");
}
