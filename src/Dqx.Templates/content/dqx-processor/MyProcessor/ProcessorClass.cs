using System.Composition;
using Dqx;
using Microsoft.Extensions.Logging;

namespace ProcessorNamespace;

/// <summary>Appends a line for every run to a file.</summary>
/// <remarks>Exceptions are let out: the host isolates, times and reports them.</remarks>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata("processor_name", Order = 1000, Description = "Appends a line for every run to a file", RequiredSettings = ["to"])]
[method: ImportingConstructor]
public sealed partial class ProcessorClass(ILoggerFactory loggers) : IResultProcessor
{
    private readonly ILogger _logger = loggers.CreateLogger<ProcessorClass>();
    private string? _path;

    /// <inheritdoc/>
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        var options = settings.Bind<ProcessorClassSettings>();
        _path = settings.ResolvePath(options.To);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        var path = _path ?? throw new InvalidOperationException("The processor was not initialised.");
        await File.AppendAllTextAsync(path, $"{run.Suite}: {run.Summary.Passed} of {run.Summary.Assertions} passed\n", cancellationToken);
        LogWritten(run.RunId, path);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Run {RunId} was written to {Path}")]
    private partial void LogWritten(Guid runId, string path);
}
