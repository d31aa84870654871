using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Dqx.Tests.Support;

/// <summary>A value as reviewable text: stable order, and nothing in it that differs from run to run or machine to machine.</summary>
/// <remarks>
/// As Verify does it: the first UUID becomes <c>Guid_1</c> wherever it occurs, the first time with a zone <c>DateTimeOffset_1</c>,
/// folders become <c>{TempPath}</c> and so on. <c>duration_ms</c> loses its value. Dates, and times without a zone, stay.
/// </remarks>
internal static partial class SnapshotText
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new RunConverter(), new JsonStringEnumConverter(new EnumNames()) },
    };

    public static string Render(object target, string extension, IEnumerable<(string From, string To)> scrub)
    {
        var text = target switch
        {
            string given when extension == "json" => Indented(given),
            string given => given,
            _ => JsonSerializer.Serialize(target, s_json),
        };
        return Normalise(Scrub(text, scrub));
    }

    /// <summary>Line feeds, and one at the end.</summary>
    public static string Normalise(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd() + "\n";

    private static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, s_json);
    }

    private static string Scrub(string text, IEnumerable<(string From, string To)> scrub)
    {
        // Longest first: the project lies in the repository, and that may lie in the temporary folder.
        foreach (var (from, to) in scrub.OrderByDescending(pair => pair.From.Length))
        {
            text = Replace(text, from.TrimEnd('/', '\\'), to);
        }

        text = Duration().Replace(text, "${name}\"{duration}\"");
        text = Numbered(text, Uuid(), "Guid");
        return Numbered(text, Time(), "DateTimeOffset");
    }

    /// <summary>Whole names only: the path must not be the end or the beginning of another one.</summary>
    private static string Replace(string text, string from, string to)
    {
        foreach (var form in new HashSet<string> { from, JsonEncodedText.Encode(from, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() })
        {
            text = Regex.Replace(text, $@"(?<![\w.-]){Regex.Escape(form)}(?![\w-])", to.Replace("$", "$$", StringComparison.Ordinal));
        }

        return text;
    }

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

    /// <summary>A run has one serialised form, wherever it stands.</summary>
    private sealed class RunConverter : JsonConverter<SuiteRun>
    {
        public override SuiteRun Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException("Snapshots are only written.");

        public override void Write(Utf8JsonWriter writer, SuiteRun value, JsonSerializerOptions options)
        {
            using var document = JsonDocument.Parse(RunDocument.ToJson(value));
            document.WriteTo(writer);
        }
    }

    /// <summary>As in documents: snake_case, but severities keep their own form (P0).</summary>
    private sealed class EnumNames : JsonNamingPolicy
    {
        public override string ConvertName(string name)
            => name.Any(char.IsDigit) ? name : SnakeCaseLower.ConvertName(name);
    }
}
