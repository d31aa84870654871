using System.Text.Json;
using Dqx.Composition.Running;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>What became of the call that was asked for.</summary>
/// <param name="Fault">Null when it succeeded.</param>
internal sealed record CallReply(ProcessorFault? Fault) : IWorkerMessage
{
    public const string Name = "reply";

    private const int LongestMessage = 4_000;
    private const int MostErrors = 1_000;

    public string Kind => Name;

    /// <summary>A worker is not trusted to keep its texts short and on one line.</summary>
    public static CallReply Read(JsonElement header)
        => header.OptionalText("diagnostic") is not { } diagnostic
            ? new CallReply(Fault: null)
            : new CallReply(new ProcessorFault(OneLine.Of(diagnostic, 20), OneLine.Of(header.Text("phase"), 20), OneLine.Of(header.Text("message"), LongestMessage))
            {
                SettingsErrors = [.. header.Texts("settings_errors").Take(MostErrors).Select(error => OneLine.Of(error, LongestMessage))],
                IsCancellation = header.GetProperty("is_cancellation").GetBoolean(),
                IsOutOfMemory = header.GetProperty("is_out_of_memory").GetBoolean(),
            });

    public void Write(Utf8JsonWriter json)
    {
        if (Fault is not { } fault)
        {
            return;
        }

        json.WriteString("diagnostic", fault.DiagnosticId);
        json.WriteString("phase", fault.Phase);
        json.WriteString("message", fault.Message);
        json.WriteTexts("settings_errors", fault.SettingsErrors);
        json.WriteBoolean("is_cancellation", fault.IsCancellation);
        json.WriteBoolean("is_out_of_memory", fault.IsOutOfMemory);
    }
}
