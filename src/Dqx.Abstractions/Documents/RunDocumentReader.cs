using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Dqx;

/// <summary>Reads one run. Throws the BCL's exceptions for what is missing or mistyped; <see cref="RunDocument"/> explains them.</summary>
internal static class RunDocumentReader
{
    public static SuiteRun Read(JsonElement root)
    {
        var schema = root.GetProperty("schema").GetString();
        if (schema != RunDocument.Schema)
        {
            throw new FormatException($"its schema is '{schema}'");
        }

        var key = root.GetProperty("key");
        return new SuiteRun
        {
            RunId = root.GetProperty("run_id").GetGuid(),
            Suite = Required(root, "suite"),
            Meta = Meta(root),
            Key = new ResultKey(Date(key), Map(key, "tags")),
            Labels = Map(root, "labels").ToImmutableSortedDictionary(StringComparer.Ordinal),
            StartedAt = DateTimeOffset.Parse(Required(root, "started_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Duration = Milliseconds(root),
            Datasets = Strings(root, "datasets"),
            Results = Array(root, "results", Result),
            Symbols = Array(root, "symbols", Symbol),
            Diagnostics = Array(root, "diagnostics", Finding),
            Processors = Array(root, "processors", Processor),
            Exit = Optional(root, "exit") is { } exit
                ? new RunExit(exit.GetProperty("code").GetInt32(), Name<Severity>(exit, "fail_on"), Strings(exit, "reasons"))
                : null,
        };
    }

    private static AssertionResult Result(JsonElement json) => new()
    {
        Check = Required(json, "check"),
        Assertion = Required(json, "assertion"),
        CheckId = Text(json, "check_id"),
        Id = Text(json, "id"),
        Segment = Text(json, "segment"),
        Severity = Name<Severity>(json, "severity"),
        SeverityDeclared = Name<Severity>(json, "severity_declared"),
        Status = Name<AssertionStatus>(json, "status"),
        Value = Number(json, "value"),
        Expression = Required(json, "expression"),
        Operator = Text(json, "operator"),
        Lower = Number(json, "lower"),
        Upper = Number(json, "upper"),
        Tolerance = Number(json, "tolerance"),
        Error = Text(json, "error"),
        ErrorKind = OptionalName<ErrorKind>(json, "error_kind"),
        Reason = OptionalName<SkipReason>(json, "reason"),
        Muted = Optional(json, "muted") is { ValueKind: JsonValueKind.True },
        Profiles = Strings(json, "profiles"),
        Symbols = Strings(json, "symbols"),
        Tags = Strings(json, "tags"),
        Meta = Meta(json),
    };

    private static SymbolInfo Symbol(JsonElement json) => new()
    {
        Name = Required(json, "name"),
        Metric = Required(json, "metric"),
        Dataset = Text(json, "dataset"),
        Date = Date(json),
        Value = Number(json, "value"),
        Error = Text(json, "error"),
    };

    private static Diagnostic Finding(JsonElement json) => new()
    {
        Id = Required(json, "id"),
        Severity = Name<DiagnosticSeverity>(json, "severity"),
        Message = Required(json, "message"),
        File = Text(json, "file"),
        Line = Optional(json, "line")?.GetInt32(),
        Column = Optional(json, "column")?.GetInt32(),
    };

    private static ProcessorReport Processor(JsonElement json) => new()
    {
        Name = Required(json, "name"),
        Use = Required(json, "use"),
        Order = json.GetProperty("order").GetInt32(),
        Status = Name<ProcessorStatus>(json, "status"),
        Duration = Milliseconds(json),
        Phase = Text(json, "phase"),
        Error = Text(json, "error"),
        Diagnostic = Text(json, "diagnostic"),
        File = Text(json, "file"),
    };

    private static JsonElement? Optional(JsonElement json, string name)
        => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement json, string name) => Optional(json, name)?.GetString();

    private static string Required(JsonElement json, string name)
        => Text(json, name) ?? throw new FormatException($"'{name}' is missing");

    private static double? Number(JsonElement json, string name) => Optional(json, name)?.GetDouble();

    /// <summary>Rounded to ticks, as what was written was a whole number of them; TimeSpan's own conversion cuts and loses one.</summary>
    private static TimeSpan Milliseconds(JsonElement json) => TimeSpan.FromTicks(checked((long)Math.Round((Number(json, "duration_ms") ?? 0) * TimeSpan.TicksPerMillisecond)));

    private static DateOnly Date(JsonElement json) => DateOnly.ParseExact(Required(json, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T Name<T>(JsonElement json, string name)
        where T : struct, Enum
        => OptionalName<T>(json, name) ?? throw new FormatException($"'{name}' is missing");

    private static T? OptionalName<T>(JsonElement json, string name)
        where T : struct, Enum
        => Text(json, name) switch
        {
            null => null,
            var text when WireNames.TryParse<T>(text, out var value) => value,
            var text => throw new FormatException($"'{name}' has the unknown value '{text}'"),
        };

    private static ImmutableArray<T> Array<T>(JsonElement json, string name, Func<JsonElement, T> read)
        => Optional(json, name) is { } array ? [.. array.EnumerateArray().Select(read)] : [];

    private static ImmutableArray<string> Strings(JsonElement json, string name)
        => Array(json, name, item => item.GetString() ?? throw new FormatException($"'{name}' holds a null"));

    private static IEnumerable<KeyValuePair<string, string>> Map(JsonElement json, string name)
        => Optional(json, name) is { } map
            ? map.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, item.Value.GetString() ?? ""))
            : [];

    private static Metadata Meta(JsonElement json)
        => Optional(json, "meta") is { } meta
            ? new Metadata(meta.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, item.Value)))
            : Metadata.Empty;
}
