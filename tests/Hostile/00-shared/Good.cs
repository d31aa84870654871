// Records what it is handed and that it was disposed: whatever its neighbours do, this has to be the same.
[Export(typeof(IResultProcessor))]
[ProcessorMetadata("good", Order = 10, RequiredSettings = new[] { "path" })]
public sealed class Good : Processor, IDisposable
{
    private string _path = "";

    public override ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        _path = settings.ResolvePath(settings.Bind<GoodSettings>().Path);
        return default;
    }

    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        File.AppendAllText(_path, RunDocument.ToJson(run) + "\n");
        return default;
    }

    public void Dispose() => File.AppendAllText(_path, "disposed\n");
}

/// <summary>The same behind the bad one.</summary>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata("good_last", Order = 9000, RequiredSettings = new[] { "path" })]
public sealed class GoodLast : Processor
{
    private readonly Good _good = new Good();

    public override ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => _good.InitializeAsync(settings, cancellationToken);

    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => _good.ProcessAsync(run, context, cancellationToken);
}

public sealed class GoodSettings
{
    public string Path { get; set; } = "";
}
