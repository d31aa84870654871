using System.Composition;
using Dqx.Extensions.Reports.Files;
using Dqx.Extensions.Reports.Formats;
using Dqx.Extensions.Reports.Html;
using Dqx.Extensions.Reports.Trends;
using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.Reports;

/// <summary>Writes a report of every run that it is handed: one file of one kind for each instance.</summary>
/// <remarks>A report says nothing but what the run and the history say, no time of its own: written twice it is the same.</remarks>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata(
    "reports",
    Order = 300,
    Description = "Writes an HTML page, JUnit XML, Markdown, GitHub annotations or JSON lines",
    RequiredSettings = ["path"],
    Idempotent = true)]
internal sealed class ReportsProcessor : IResultProcessor
{
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly IMetricHistoryReader? _history;
    private ReportsSettings? _options;
    private ProcessorSettings _settings = ProcessorSettings.Empty;

    /// <summary>Creates the processor; the host's logging, clock and history are imported.</summary>
    [ImportingConstructor]
    public ReportsProcessor(ILoggerFactory loggers, TimeProvider clock, [Import(AllowDefault = true)] IMetricHistoryReader? history = null)
    {
        _logger = loggers.CreateLogger("Dqx.Extensions.Reports");
        _clock = clock;
        _history = history;
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        var options = settings.Bind<ReportsSettings>();
        var errors = options.Contradictions().ToList();
        if (errors.Count > 0)
        {
            throw new SettingsException(errors);
        }

        (_options, _settings) = (options, settings);
        if (options.Path != ReportsSettings.StandardError)
        {
            Check(Place(options.Path));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        var options = _options ?? throw new InvalidOperationException("The processor was not initialised.");
        var kind = options.EffectiveKind ?? throw new InvalidOperationException("The settings were not checked.");
        var trends = kind == ReportKind.Html ? await TrendSet.ReadAsync(run, _history, options.TrendDays, cancellationToken) : TrendSet.None;
        var content = kind switch
        {
            ReportKind.Html => HtmlReport.Of(run, trends, options.TrendDays),
            ReportKind.Junit => JunitReport.Of(run),
            ReportKind.Markdown => MarkdownReport.Of(run),
            ReportKind.Github => GithubAnnotations.Of(run),
            _ => JsonLines.Of(run),
        };
        if (options.Path == ReportsSettings.StandardError)
        {
            await using var error = Console.OpenStandardError();
            await error.WriteAsync(content, cancellationToken);
            return;
        }

        await WriteAsync(run, kind, Place(PathTemplate.Fill(options.Path, run)), content, options.Appends, context.Attempt > 1, cancellationToken);
        trends.Failure?.Throw();
    }

    private async ValueTask WriteAsync(SuiteRun run, ReportKind kind, ReportPlace place, ReadOnlyMemory<byte> content, bool append, bool again, CancellationToken cancellationToken)
    {
        if (append && !await GrowingFile.AppendAsync(place, content, again, _clock, cancellationToken))
        {
            Log.AlreadyThere(_logger, kind, run.RunId, place.ToString());
            return;
        }

        if (!append)
        {
            await ReportFile.ReplaceAsync(place, content, cancellationToken);
        }

        Log.Written(_logger, kind, run.RunId, place.ToString(), content.Length);
    }

    private ReportPlace Place(string path) => new(_settings.ResolvePath(path), _settings.Redact);

    private static void Check(ReportPlace place)
    {
        if (Directory.Exists(place.Path))
        {
            throw new SettingsException($"path: {place} is a folder; name a file in it");
        }

        if (place.IsDevice)
        {
            throw new SettingsException($"path: {place} is a device, and a report is a file; for standard output there is --output");
        }
    }
}
