using System.Collections.Immutable;
using System.Globalization;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Values of one kind, or a finding that says what was expected.</summary>
internal static class SectionValues
{
    extension(Section section)
    {
        public bool? Flag(string key)
            => section.Scalar(key, "true or false", scalar => YamlJson.Flag(scalar));

        public TimeSpan? Duration(string key)
            => section.Scalar(key, $"{Dqx.Duration.Expected}, more than none", scalar => Dqx.Duration.TryParse(scalar.Value, out var duration) && duration > TimeSpan.Zero ? duration : default(TimeSpan?));

        public long? Bytes(string key)
            => section.Scalar(key, $"{ByteSize.Expected}, more than none", scalar => ByteSize.TryParse(scalar.Value, out var bytes) && bytes > 0 ? bytes : default(long?));

        public double? Number(string key) => section.Scalar(key, "a number", scalar => Number(scalar));

        public DateOnly? Date(string key)
            => section.Scalar(key, "a date such as 2026-11-20", scalar => DateOnly.TryParseExact(scalar.Value.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : default(DateOnly?));

        public T? Choice<T>(string key)
            where T : struct, Enum
            => section.Scalar(key, $"one of {string.Join(", ", Enum.GetValues<T>().Select(WireNames.Of))}", scalar => WireNames.TryParse<T>(scalar.Value.Trim(), out var value) ? value : default(T?));

        public Metadata Meta(string key)
            => section.Mapping(key) is { } mapping ? new Metadata(YamlJson.Convert(mapping).EnumerateObject().Select(item => KeyValuePair.Create(item.Name, item.Value))) : Metadata.Empty;

        /// <summary>The texts of a list, trimmed.</summary>
        public ImmutableArray<string> Texts(string key)
            => [.. section.Items(key).Select(item => Text(item, item.Place, $"'{key}' is a list of texts", section.Findings)?.Value.Trim()).OfType<string>()];

        /// <summary>An absolute path, or a URL as it is; null when there is none.</summary>
        public string? Path(string key, string folder)
            => section[key] is { } entry ? section.Path(entry.Value, $"'{key}'", folder) : null;

        /// <param name="node">What is written.</param>
        /// <param name="what">What it is, for messages.</param>
        /// <param name="folder">What it is relative to.</param>
        public string? Path(YamlNode node, string what, string folder)
        {
            if (Text(node, node.Place, $"{what} is a path", section.Findings)?.Value.Trim() is not { } path)
            {
                return null;
            }

            if (path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal))
            {
                return SuitePaths.Absolute(path, folder);
            }

            section.Findings.Error("DQX1109", node.Place, $"{what} is a path, not {node.Kind}.".Capitalized());
            return null;
        }

        /// <summary>The items of a list; none when there is no list.</summary>
        public ImmutableArray<YamlNode> Items(string key) => section[key] switch
        {
            null => [],
            { Value: YamlSequence list } => list.Items,
            var entry => section.Wrong<ImmutableArray<YamlNode>?>(entry, "a list") ?? [],
        };

        public YamlMapping? Mapping(string key) => section[key] switch
        {
            null => null,
            { Value: YamlMapping mapping } => mapping,
            var entry => section.Wrong<YamlMapping>(entry, "a mapping"),
        };

        private T? Scalar<T>(string key, string expected, Func<YamlScalar, T?> read)
            where T : struct
            => section[key] is { } entry ? (entry.Value is YamlScalar scalar ? read(scalar) : null) ?? section.Wrong<T?>(entry, expected) : null;

        private T? Wrong<T>(YamlEntry entry, string expected)
        {
            section.Findings.Error("DQX1109", entry.Value.Place, $"'{entry.Key.Value}' is {expected}, not {entry.Value.Kind}.");
            return default;
        }
    }

    /// <summary>The scalar under a key; null, and a finding, when it is none.</summary>
    public static YamlScalar? Text(YamlEntry entry, Findings findings) => Text(entry.Value, entry.Key.Place, $"'{entry.Key.Value}' is a text", findings);

    /// <summary>A finite number that stands without quotes; null when it is none.</summary>
    public static double? Number(YamlScalar scalar)
        => scalar.IsPlain && !scalar.IsExpanded && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The first letter in capitals, as a sentence begins.</summary>
    public static string Capitalized(this string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    private static YamlScalar? Text(YamlNode node, Place owner, string expected, Findings findings)
    {
        if (node is YamlScalar { IsNull: false } scalar)
        {
            return scalar;
        }

        findings.Error("DQX1109", node is YamlScalar ? owner : node.Place, $"{expected}, not {node.Kind}.".Capitalized());
        return null;
    }
}
