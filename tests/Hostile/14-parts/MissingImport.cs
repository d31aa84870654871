[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    [ImportingConstructor]
    public Bad(IFormatProvider nobodyExportsThis) => _ = nobodyExportsThis;
}
