using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dqx.Testing.Snapshots;

/// <summary>Run document and context as JSON in which nothing differs from run to run or machine to machine.</summary>
internal static partial class InputText
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(SuiteRun run, ProcessorContext context)
    {
        var input = new JsonObject { ["context"] = Of(context), ["run"] = JsonNode.Parse(RunDocument.ToJson(run)) };
        var text = input.ToJsonString(s_indented);
        text = text.Replace(Path.TrimEndingDirectorySeparator(Path.GetTempPath()) + Path.DirectorySeparatorChar, "{TempPath}/", StringComparison.Ordinal);
        text = Duration().Replace(text, "${name}\"{duration}\"");
        return Numbered(Numbered(text, Uuid(), "Guid"), Time(), "DateTimeOffset") + "\n";
    }

    private static JsonObject Of(ProcessorContext context) => new()
    {
        ["instance"] = context.Instance,
        ["attempt"] = context.Attempt,
        ["idempotency_key"] = context.IdempotencyKey,
        ["notification"] = new JsonObject
        {
            ["kind"] = Lower(context.Notification.Kind),
            ["new"] = new JsonArray([.. context.Notification.New.Select(Of)]),
            ["recovered"] = new JsonArray([.. context.Notification.Recovered.Select(Of)]),
        },
    };

    /// <summary>Ids only where there are any: snapshots of suites without ids stay what they are.</summary>
    private static JsonObject Of(ProblemKey key)
    {
        var text = new JsonObject { ["check"] = key.Check, ["assertion"] = key.Assertion, ["status"] = Lower(key.Status) };
        foreach (var (name, id) in new[] { ("check_id", key.CheckId), ("assertion_id", key.AssertionId) })
        {
            if (id is not null)
            {
                text[name] = id;
            }
        }

        return text;
    }

    private static string Lower<T>(T value)
        where T : struct, Enum
        => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>As Verify does it: the first becomes <c>Guid_1</c> wherever it occurs.</summary>
    private static string Numbered(string text, Regex pattern, string name)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return pattern.Replace(text, match =>
        {
            seen.TryAdd(match.Value, seen.Count + 1);
            return string.Create(CultureInfo.InvariantCulture, $"{name}_{seen[match.Value]}");
        });
    }

    [GeneratedRegex("(?<name>\"[a-z_]*duration_ms\":\\s*)-?[0-9][0-9.eE+-]*", RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();

    [GeneratedRegex("\\b[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Uuid();

    [GeneratedRegex("\\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})", RegexOptions.ExplicitCapture)]
    private static partial Regex Time();
}
