[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    [ImportingConstructor]
    public Bad(One one) => _ = one;
}

[Export]
[Shared]
public sealed class One
{
    [ImportingConstructor]
    public One(Two two) => _ = two;
}

[Export]
[Shared]
public sealed class Two
{
    [ImportingConstructor]
    public Two(One one) => _ = one;
}
