using System.Collections.Immutable;
using System.Text.Json;

namespace Dqx.Delivery;

/// <summary>What journals keep as text, the same in all of them.</summary>
public static class JournalText
{
    /// <summary>A status in lower_snake.</summary>
    public static string Of(DeliveryStatus status) => WireNames.Of(status);

    /// <summary>Failures and errors as JSON: <c>[["check","assertion","failed"]]</c>.</summary>
    public static string Of(ImmutableArray<ProblemKey> problems)
        => $"[{string.Join(',', problems.Select(problem => $"[{Quoted(problem.Check)},{Quoted(problem.Assertion)},{Quoted(WireNames.Of(problem.Status))}]"))}]";

    /// <summary>Reads a status.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DeliveryStatus Status(string text)
        => WireNames.TryParse<DeliveryStatus>(text, out var status) ? status : throw new FormatException($"'{text}' is no status of a delivery.");

    /// <summary>Reads failures and errors.</summary>
    /// <exception cref="JsonException">They are none.</exception>
    public static ImmutableArray<ProblemKey> Problems(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(problem => new ProblemKey(Text(problem, 0), Text(problem, 1), ResultStatus(Text(problem, 2))))];
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Text(JsonElement problem, int index) => problem[index].GetString() ?? "";

    private static AssertionStatus ResultStatus(string name) => WireNames.TryParse<AssertionStatus>(name, out var status) ? status : throw new JsonException($"'{name}' is no status.");
}
