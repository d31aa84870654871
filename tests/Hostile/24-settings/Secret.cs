[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    private string _password = "";

    public override ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        _password = settings.Bind<Options>().Password;
        return default;
    }

    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        throw new InvalidOperationException("login failed with " + _password + " at https://me:" + _password + "@host/");
    }
}

public sealed class Options
{
    public int Retries { get; set; }

    [Secret]
    public string Password { get; set; } = "";
}
