[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        settings.Bind<Options>();
        return default;
    }
}

public sealed class Options
{
    public int Retries { get; set; }

    [Secret]
    public string Password { get; set; } = "";
}
