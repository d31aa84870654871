using Dqx.Composition.Selection;
using Dqx.Suites;

namespace Dqx.Composition.Workers;

/// <summary>Whether what is asked of workers can be had; the errors, all of them.</summary>
internal static class WorkerConfiguration
{
    /// <summary>Less than this and the runtime's own bookkeeping is all that fits.</summary>
    public const long LeastMemory = 16 * 1024 * 1024;

    public static IEnumerable<Diagnostic> Problems(IEnumerable<ProcessorConfiguration> configurations, string? workerPath)
        => configurations.Where(configuration => configuration.Enabled).SelectMany(configuration => Problems(configuration, workerPath));

    private static IEnumerable<Diagnostic> Problems(ProcessorConfiguration configuration, string? workerPath)
    {
        var isWorker = configuration.Isolation == Isolation.Worker;
        if (isWorker && string.IsNullOrWhiteSpace(workerPath))
        {
            yield return SelectionDiagnostics.NoWorker(configuration, "this host names no WorkerPath. Set it to the dqx executable, or say isolation: in_process.");
        }
        else if (isWorker && !File.Exists(workerPath))
        {
            yield return SelectionDiagnostics.NoWorker(configuration, $"the WorkerPath '{workerPath}' does not exist. Set it to the dqx executable.");
        }

        if (configuration.MemoryLimit is { } limit && (!isWorker || limit < LeastMemory))
        {
            yield return SelectionDiagnostics.MemoryLimit(configuration, isWorker
                ? $"of {ByteSize.Format(limit)} is too small for a worker. Give at least {ByteSize.Format(LeastMemory)}."
                : "can only be kept in a worker. Say isolation: worker as well, or leave it out.");
        }
    }
}
