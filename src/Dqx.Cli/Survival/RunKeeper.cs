using Dqx.Cli.Rendering;
using Dqx.Cli.Terminal;
using Dqx.Composition;

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

    /// <summary>The run with what has happened around it so far.</summary>
    public ProcessedRun AddTo(ProcessedRun processed)
    {
        if (processed.Run.Processors.IsEmpty)
        {
            return processed;
        }

        StrayFaults.BringToLight();
        return processed with { Run = processed.Run with { Diagnostics = [.. processed.Run.Diagnostics, .. _incidents.Take()] } };
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
