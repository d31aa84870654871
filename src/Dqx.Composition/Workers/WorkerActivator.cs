using Dqx.Composition.Catalogs;
using Dqx.Composition.Running;
using Dqx.Composition.Selection;
using Dqx.Composition.Workers.Protocol;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Workers;

/// <summary>Creates what stands for a processor in a worker. Nothing of the extension is loaded here.</summary>
internal sealed class WorkerActivator(SelectedProcessor selected, WorkerLaunch launch, ILoggerFactory loggers) : IProcessorActivator
{
    private string _file = selected.Extension.Candidate.File;

    /// <summary>A worker is killed when it does not heed its token, so its calls come back by themselves; this is for a machine without time.</summary>
    public TimeSpan Grace => TimeSpan.FromSeconds(2);

    public void PinTo(string file) => _file = file;

    public ActivatedProcessor Create(Action<string> enter)
    {
        enter(Phases.Initialize);
        var configuration = selected.Configuration;
        var log = new WorkerLog(loggers, configuration.Instance, configuration.Settings.Redact);
        if (configuration.MemoryLimit is not null && !OperatingSystem.IsLinux())
        {
            CompositionLog.MemoryLimitNotEnforced(log.Own, configuration.Instance);
        }

        var request = new InitializeRequest
        {
            Instance = configuration.Instance,
            Extension = selected.Extension.Candidate.Name,
            File = _file,
            Processor = selected.Metadata.Name,
            Type = selected.Type,
            Parts = selected.Extension.Parts,
            Settings = configuration.Settings,
            MemoryLimit = configuration.MemoryLimit,
            LogLevel = LowestLevel(loggers.CreateLogger(selected.Type)),
        };
        return new ActivatedProcessor(new WorkerProcessor(launch, request, log), Owner: null);
    }

    /// <summary>What the host would not write need not be sent. The category that a processor's own logger has decides.</summary>
    private static LogLevel LowestLevel(ILogger logger)
        => Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None).Order().Append(LogLevel.None).First(level => level == LogLevel.None || logger.IsEnabled(level));
}
