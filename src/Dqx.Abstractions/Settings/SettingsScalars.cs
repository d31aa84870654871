using System.Globalization;
using System.Text.Json;

namespace Dqx;

/// <summary>Single values of settings. Strings are accepted for numbers and booleans: the environment knows nothing else.</summary>
internal static class SettingsScalars
{
    /// <summary>What to say when a value does not fit; null when the type is not a scalar.</summary>
    public static string? Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) || type == typeof(decimal) => "a number",
        _ when type == typeof(TimeSpan) => Duration.Expected,
        _ when type == typeof(Uri) => "an absolute URI",
        _ when type == typeof(DateOnly) => "a date (2026-11-20)",
        _ when type == typeof(Guid) => "a UUID",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type).Select(EnumText))}",
        _ => null,
    };

    /// <summary>The value; null when it does not fit.</summary>
    public static object? Read(JsonElement json, Type type)
    {
        if (json.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
        {
            return null;
        }

        var text = json.ValueKind == JsonValueKind.String ? json.GetString() ?? "" : json.GetRawText();
        if (type == typeof(string))
        {
            return text;
        }

        text = text.Trim();
        return type switch
        {
            _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            _ when type == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
            _ when type == typeof(decimal) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            _ when type == typeof(TimeSpan) => Duration.TryParse(text, out var duration) ? duration : null,
            _ when type == typeof(Uri) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null,
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            _ when type == typeof(Guid) => Guid.TryParse(text, out var id) ? id : null,
            _ => Enum.GetNames(type).FirstOrDefault(name => Matches(name, text)) is { } name ? Enum.Parse(type, name) : null,
        };
    }

    private static string EnumText(string name) => name.Any(char.IsDigit) ? name : WireNames.Snake(name);

    private static bool Matches(string name, string text)
        => name.Equals(text, StringComparison.OrdinalIgnoreCase) || WireNames.Snake(name).Equals(text, StringComparison.OrdinalIgnoreCase);
}
