using System.Collections.Immutable;
using System.Text.Json;

namespace Dqx.Sqlite.Delivery;

/// <summary>Failures and errors as JSON: <c>[["check","assertion","failed"]]</c>.</summary>
internal static class ToldProblems
{
    public static string Write(ImmutableArray<ProblemKey> problems)
        => $"[{string.Join(',', problems.Select(problem => $"[{Quoted(problem.Check)},{Quoted(problem.Assertion)},{Quoted(WireNames.Of(problem.Status))}]"))}]";

    public static ImmutableArray<ProblemKey> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(problem => new ProblemKey(Text(problem, 0), Text(problem, 1), Status(Text(problem, 2))))];
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Text(JsonElement problem, int index) => problem[index].GetString() ?? "";

    private static AssertionStatus Status(string name) => WireNames.TryParse<AssertionStatus>(name, out var status) ? status : throw new JsonException($"'{name}' is no status.");
}
