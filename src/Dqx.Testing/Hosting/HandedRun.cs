using System.Collections.Immutable;

namespace Dqx.Testing;

/// <summary>What a processor was handed, and what became of it.</summary>
/// <param name="Report">The host's report: status, phase, error, diagnostic id.</param>
/// <param name="Run">The run that the processor was handed; null when it was not called.</param>
/// <param name="Context">The context that it was handed; null when it was not called.</param>
/// <param name="Log">What was logged meanwhile, by the processor and by the host.</param>
public sealed record HandedRun(ProcessorReport Report, SuiteRun? Run, ProcessorContext? Context, ImmutableArray<LogEntry> Log)
{
    /// <summary>The run document that the processor was handed, indented; null when it was not called.</summary>
    public string? Document => Run is null ? null : RunDocument.ToJson(Run, indented: true);
}
