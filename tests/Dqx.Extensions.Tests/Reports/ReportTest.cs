using System.Text.Json;
using Dqx.Extensions.Reports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.Reports;

/// <summary>Hands runs to reports, as the host does, in a folder of its own.</summary>
public abstract class ReportTest : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("dqx-reports-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string In(string name) => Path.Combine(Folder, name);

    private protected async Task<IResultProcessor> Initialised(string settings, IMetricHistoryReader? history = null, TimeProvider? clock = null)
    {
        var processor = new ReportsProcessor(NullLoggerFactory.Instance, clock ?? TimeProvider.System, history);
        await processor.InitializeAsync(ProcessorSettings.FromJson(settings, Folder), CancellationToken.None);
        return processor;
    }

    /// <summary>Writes one report.</summary>
    private protected async Task Write(SuiteRun run, object settings, IMetricHistoryReader? history = null, int attempt = 1, CancellationToken cancellationToken = default)
        => await (await Initialised(JsonSerializer.Serialize(settings), history))
            .ProcessAsync(run, new ProcessorContext { Instance = "reports", IdempotencyKey = $"{run.RunId}/reports", Attempt = attempt }, cancellationToken);

    /// <summary>The text of one report.</summary>
    private protected async Task<string> Report(SuiteRun run, string kind, IMetricHistoryReader? history = null)
    {
        File.Delete(In("report"));
        await Write(run, new { kind, path = "report" }, history);
        return await File.ReadAllTextAsync(In("report"));
    }
}
