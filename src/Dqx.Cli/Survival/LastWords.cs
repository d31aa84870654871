using System.Diagnostics;
using Dqx.Cli.Rendering;
using Dqx.Composition.Loading;

namespace Dqx.Cli.Survival;

/// <summary>Says which extension ends the process in the middle of a run, as far as the stack or the running call tells.</summary>
internal sealed class LastWords(ProcessKeeper keeper, Incidents incidents)
{
    public string Of(StackTrace stack)
    {
        var call = keeper.Current;
        var (who, file) = ExtensionOrigin.Of(stack) is { } origin ? ($"extension '{origin.Name}'", origin.File)
            : call is not null ? ($"probably '{call.Subject}'", call.File)
            : ("an unknown extension", null);
        var when = call is null ? "between calls" : $"in {call.Phase} of '{call.Subject}'";
        var fault = new Diagnostic
        {
            Id = "DQX1020",
            Severity = DiagnosticSeverity.Error,
            Message = $"{who} ended the process {when}, before the run had finished; its results are lost. Remove the extension, or run it with 'isolation: worker'.",
            File = file,
        };
        return string.Join('\n', incidents.Take().Append(fault).Select(diagnostic => Printable.Line(diagnostic.ToString())));
    }
}
