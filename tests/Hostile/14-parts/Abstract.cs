[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public abstract class Bad : Processor
{
}
