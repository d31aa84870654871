using System.Collections.Immutable;
using Dqx.Suites;

namespace Dqx.Composition.Selection;

/// <summary>Configuration errors: what was asked for and cannot be done.</summary>
internal static class SelectionDiagnostics
{
    public static Diagnostic MissingSettings(ProcessorConfiguration configuration, ImmutableArray<string> missing) => Error(
        "DQX2111",
        configuration,
        $"processor '{configuration.Instance}' needs {string.Join(", ", missing)}. Set {(missing.Length == 1 ? "it" : "them")}, or say enabled: false.");

    public static Diagnostic NotFound(ProcessorConfiguration configuration, IEnumerable<string> known, int rejected) => Error(
        "DQX2112",
        configuration,
        $"no catalog holds a processor '{configuration.Use}'{Nearest.HintSentence(configuration.Use, known)}"
        + (rejected > 0 ? " Some extensions were rejected; 'dqx extensions list' says why." : ""));

    public static Diagnostic UnknownFilter(string name, IEnumerable<string> known) => new()
    {
        Id = "DQX2113",
        Severity = DiagnosticSeverity.Error,
        Message = OneLine.Of($"there is no processor '{name}' to select{Nearest.HintSentence(name, known)}"),
    };

    public static Diagnostic Invalid(ProcessorConfiguration configuration, string what) => Error("DQX2114", configuration, what);

    public static Diagnostic NoWorker(ProcessorConfiguration configuration, string why) => Error(
        "DQX2201", configuration, $"processor '{configuration.Instance}' asks for isolation: worker, and {why}");

    public static Diagnostic MemoryLimit(ProcessorConfiguration configuration, string why) => Error(
        "DQX2207", configuration, $"processor '{configuration.Instance}': memory_limit {why}");

    private static Diagnostic Error(string id, ProcessorConfiguration configuration, string message) => new()
    {
        Id = id,
        Severity = DiagnosticSeverity.Error,
        Message = OneLine.Of(configuration.Origin is null ? message : $"{configuration.Origin}: {message}"),
    };
}
