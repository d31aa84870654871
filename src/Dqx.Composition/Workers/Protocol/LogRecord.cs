using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>A log record of a worker. Values of its state are texts, numbers and booleans.</summary>
internal sealed record LogRecord : IWorkerMessage
{
    public const string Name = "log";

    private const int LongestText = 8_000;
    private const int LongestName = 200;
    private const int MostValues = 32;

    public string Kind => Name;

    public required string Category { get; init; }

    public required LogLevel Level { get; init; }

    public EventId EventId { get; init; }

    public required string Message { get; init; }

    /// <summary>The exception with its stack; null when there is none.</summary>
    public string? Exception { get; init; }

    public ImmutableArray<KeyValuePair<string, object?>> State { get; init; } = [];

    /// <summary>Records that were not sent since the one before, because there were too many.</summary>
    public long Dropped { get; init; }

    public static LogRecord Read(JsonElement header) => new()
    {
        Category = OneLine.Of(header.Text("category"), LongestName),
        Level = (LogLevel)Math.Clamp(header.GetProperty("level").GetInt32(), (int)LogLevel.Trace, (int)LogLevel.Critical),
        EventId = new EventId(header.GetProperty("event_id").GetInt32(), header.OptionalText("event_name") is { } name ? OneLine.Of(name, LongestName) : null),
        Message = Short(header.Text("message")),
        Exception = header.OptionalText("exception") is { } exception ? Short(exception) : null,
        State = [.. header.GetProperty("state").EnumerateObject().Take(MostValues).Select(pair => KeyValuePair.Create(OneLine.Of(pair.Name, LongestName), Value(pair.Value)))],
        Dropped = header.GetProperty("dropped").GetInt64(),
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("category", Category);
        json.WriteNumber("level", (int)Level);
        json.WriteNumber("event_id", EventId.Id);
        if (EventId.Name is { } name)
        {
            json.WriteString("event_name", name);
        }

        json.WriteString("message", Short(Message));
        if (Exception is { } exception)
        {
            json.WriteString("exception", Short(exception));
        }

        json.WriteStartObject("state");
        foreach (var (key, value) in State.Take(MostValues))
        {
            json.WritePropertyName(key);
            WriteValue(json, value);
        }

        json.WriteEndObject();
        json.WriteNumber("dropped", Dropped);
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long or short or byte:
                json.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Short(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));
                break;
        }
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.String => Short(value.GetString() ?? ""),
        _ => null,
    };

    /// <summary>Line breaks stay: a log may have them.</summary>
    private static string Short(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
}
