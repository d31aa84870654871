using System.Collections.Immutable;

namespace Dqx.Cli;

/// <summary>What the process tells its caller. Fixed: scripts and schedulers depend on the numbers.</summary>
internal static class ExitCode
{
    /// <summary>Something was evaluated, and nothing counted as failed or error.</summary>
    public const int Success = 0;

    /// <summary>An assertion at or above <c>--fail-on</c> failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong. Nothing was run.</summary>
    public const int Usage = 2;

    /// <summary>An assertion could not be evaluated, or nothing was evaluated at all.</summary>
    public const int Error = 3;

    /// <summary>A processor with <c>on_error: fail</c> failed, or the values of the run could not be stored: the verdict stands, and somebody does not know of it.</summary>
    public const int Processor = 4;

    /// <summary>A fault of dqx itself, or a run that did not finish.</summary>
    public const int Internal = 70;

    /// <summary>SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>SIGTERM.</summary>
    public const int Terminated = 143;

    /// <summary>Bad data is final, an error is worth a retry: so 1 goes before 3, and 3 before 4.</summary>
    private static readonly ImmutableArray<int> s_precedence = [Internal, Interrupted, Terminated, Usage, Failed, Error, Processor, Success];

    /// <summary>The code of several runs: the worst of theirs.</summary>
    public static int Worst(IEnumerable<int> codes) => codes.DefaultIfEmpty(Success).MinBy(code => s_precedence.IndexOf(code));

    /// <summary>How the host ends after a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="failOn">Failures of this severity or a graver one count.</param>
    /// <param name="processorFailed">Whether a processor with <c>on_error: fail</c> failed.</param>
    public static RunExit Of(SuiteRun run, Severity failOn, bool processorFailed)
    {
        var reasons = ImmutableArray.CreateBuilder<string>();
        var codes = new List<int>();
        Add(run.Failures.Any(failure => failure.Severity <= failOn), Failed, "failed");
        Add(run.Errors.Any(), Error, "error");
        Add(run.Status is RunStatus.Skipped, Error, "nothing_evaluated");
        Add(processorFailed, Processor, "processor");
        Add(run.Diagnostics.Any(diagnostic => diagnostic.Id == "DQX3203"), Processor, "history");
        return new RunExit(Worst(codes), failOn, reasons.DrainToImmutable());

        void Add(bool holds, int code, string reason)
        {
            if (holds)
            {
                codes.Add(code);
                reasons.Add(reason);
            }
        }
    }
}
