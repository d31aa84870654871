using Dqx.Cli.Rendering;
using Dqx.Cli.Terminal;
using Dqx.Composition;
using Dqx.Suites;

namespace Dqx.Cli.Survival;

/// <summary>What keeps a run alive and honest among extensions in its own process.</summary>
internal sealed class RunKeeper
{
    private readonly Incidents _incidents = new();
    private readonly ErrorStream _error;

    private RunKeeper(ErrorStream error)
    {
        _error = error;
        Calls = new ProcessKeeper(_incidents);
    }

    /// <summary>Told of every call of an extension.</summary>
    public ProcessKeeper Calls { get; }

    /// <summary>Once in a process, before any code of an extension runs.</summary>
    public static RunKeeper Install(ErrorStream error)
    {
        var keeper = new RunKeeper(error);
        StrayFaults.Watch(keeper._incidents, keeper.Calls, error);
        ProcessEnd.ExplainWith(new LastWords(keeper.Calls, keeper._incidents).Of, error);
        return keeper;
    }

    /// <summary>The run with what has happened around it so far. A fault outside of any call is a failure of the processors of its
    /// extension: one with <c>on_error: fail</c> has failed, although its call succeeded.</summary>
    /// <param name="processed">The run.</param>
    /// <param name="processors">The suite's processors.</param>
    public ProcessedRun AddTo(ProcessedRun processed, IReadOnlyCollection<ProcessorConfiguration> processors)
    {
        if (processed.Run.Processors.IsEmpty)
        {
            return processed;
        }

        StrayFaults.BringToLight();
        var incidents = _incidents.Take();
        return processed with
        {
            Run = processed.Run with { Diagnostics = [.. processed.Run.Diagnostics, .. incidents] },
            Fatal = [.. processed.Fatal, .. Fatal(processed, incidents, processors)],
        };
    }

    private static IEnumerable<ProcessorReport> Fatal(ProcessedRun processed, IEnumerable<Diagnostic> incidents, IEnumerable<ProcessorConfiguration> processors)
    {
        var strict = processors.Where(processor => processor.OnError == OnError.Fail).Select(processor => processor.Instance).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from incident in incidents
               where incident is { Id: "DQX2129", File: not null }
               from report in processed.Run.Processors
               where report.File == incident.File && strict.Contains(report.Name) && processed.Fatal.All(failed => failed.Name != report.Name)
               select report with { Status = ProcessorStatus.Failed, Phase = "process", Error = incident.Message, Diagnostic = incident.Id };
    }

    /// <summary>Says what came too late for any run.</summary>
    public void TellTheRest()
    {
        foreach (var diagnostic in _incidents.Take())
        {
            _error.WriteLine(Printable.Line(diagnostic.ToString()));
        }
    }
}
