using System.Collections.Immutable;
using System.Text.Json;

namespace Dqx.Delivery;

/// <summary>What journals keep as text, the same in all of them.</summary>
public static class JournalText
{
    /// <summary>A status in lower_snake.</summary>
    public static string Of(DeliveryStatus status) => WireNames.Of(status);

    /// <summary>Failures and errors as JSON: <c>[["check","assertion","failed"]]</c>, with the ids of check and assertion, or null, where one has any.</summary>
    public static string Of(ImmutableArray<ProblemKey> problems) => $"[{string.Join(',', problems.Select(Of))}]";

    /// <summary>Reads a status.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DeliveryStatus Status(string text)
        => WireNames.TryParse<DeliveryStatus>(text, out var status) ? status : throw new FormatException($"'{text}' is no status of a delivery.");

    /// <summary>Reads failures and errors.</summary>
    /// <exception cref="JsonException">They are none.</exception>
    public static ImmutableArray<ProblemKey> Problems(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Problem)];
    }

    private static string Of(ProblemKey problem)
    {
        var names = $"{Quoted(problem.Check)},{Quoted(problem.Assertion)},{Quoted(WireNames.Of(problem.Status))}";
        return problem is { CheckId: null, AssertionId: null } ? $"[{names}]" : $"[{names},{Quoted(problem.CheckId)},{Quoted(problem.AssertionId)}]";
    }

    private static ProblemKey Problem(JsonElement problem) => new(Text(problem, 0) ?? "", Text(problem, 1) ?? "", ResultStatus(Text(problem, 2) ?? ""))
    {
        CheckId = Text(problem, 3),
        AssertionId = Text(problem, 4),
    };

    private static string Quoted(string? text) => text is null ? "null" : $"\"{JsonEncodedText.Encode(text)}\"";

    private static string? Text(JsonElement problem, int index) => index < problem.GetArrayLength() ? problem[index].GetString() : null;

    private static AssertionStatus ResultStatus(string name) => WireNames.TryParse<AssertionStatus>(name, out var status) ? status : throw new JsonException($"'{name}' is no status.");
}
