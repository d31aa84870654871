using Spectre.Console;

namespace Dqx.Cli.Rendering;

/// <summary>How a status looks. The words are those of the run document, so that what is seen can be searched for.</summary>
/// <param name="Mark">One character.</param>
/// <param name="Word">The word.</param>
/// <param name="Style">The colour.</param>
internal sealed record Outcome(string Mark, string Word, Style Style)
{
    private static readonly Style s_good = new(Color.Green);
    private static readonly Style s_bad = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style s_odd = new(Color.Yellow);
    private static readonly Style s_dim = new(decoration: Decoration.Dim);

    public static Outcome Of(AssertionResult result) => result switch
    {
        { Status: AssertionStatus.Passed } => new("✓", "passed", s_good),
        { Status: AssertionStatus.Skipped } => new("-", "skipped", s_dim),
        { Muted: true } => new("~", "muted", s_dim),
        { Status: AssertionStatus.Failed } => new("✗", "failed", s_bad),
        _ => new("!", "error", s_bad),
    };

    public static Outcome Of(ProcessorStatus status) => status switch
    {
        ProcessorStatus.Succeeded => new("✓", "succeeded", s_good),
        ProcessorStatus.Skipped => new("-", "skipped", s_dim),
        ProcessorStatus.TimedOut => new("!", "timed out", s_bad),
        ProcessorStatus.Quarantined => new("!", "quarantined", s_odd),
        _ => new("!", "failed", s_bad),
    };

    public static Outcome Of(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => new("!", "error", s_bad),
        DiagnosticSeverity.Warning => new("!", "warning", s_odd),
        _ => new("-", "info", s_dim),
    };
}
