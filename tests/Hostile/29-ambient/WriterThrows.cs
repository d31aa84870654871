[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        Console.SetOut(new Broken());
        return default;
    }
}

public sealed class Broken : StringWriter
{
    public override void Write(char value) => throw new IOException("broken");

    public override void Flush() => throw new IOException("broken");
}
