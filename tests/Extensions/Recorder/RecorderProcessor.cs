using System.Composition;

namespace Dqx.Tests.Extensions.Recorder;

/// <summary>Writes the run document that it is handed to the file <c>path</c>, one line per run.</summary>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata("recorder", Order = 100, Description = "Records its input", RequiredSettings = ["path"])]
public sealed class RecorderProcessor : IResultProcessor
{
    private string _path = "";

    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _path = settings.ResolvePath(settings.Bind<RecorderSettings>().Path);
        return ValueTask.CompletedTask;
    }

    public async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
        => await File.AppendAllTextAsync(_path, RunDocument.ToJson(run) + "\n", cancellationToken);
}

internal sealed class RecorderSettings
{
    public required string Path { get; set; }
}
