using System.Collections.Immutable;
using System.Globalization;
using Dqx.Datasets;
using Dqx.Delivery;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Values of one kind, or a finding that says what was expected.</summary>
internal static class SectionValues
{
    /// <summary>A thousand years: more is a mistake, and no date is that far from another.</summary>
    private const int MostDays = 366_000;

    extension(Section section)
    {
        public bool? Flag(string key)
            => section.Scalar(key, "true or false", scalar => YamlJson.Flag(scalar));

        public TimeSpan? Duration(string key)
            => section.Scalar(key, $"{Dqx.Duration.Expected}, more than none", scalar => Dqx.Duration.TryParse(scalar.Value, out var duration) && duration > TimeSpan.Zero ? duration : default(TimeSpan?));

        public long? Bytes(string key)
            => section.Scalar(key, $"{ByteSize.Expected}, more than none", scalar => ByteSize.TryParse(scalar.Value, out var bytes) && bytes > 0 ? bytes : default(long?));

        /// <summary>A whole number, not negative.</summary>
        public int? Count(string key, int most)
            => section.Scalar(key, FormattableString.Invariant($"a whole number from 0 to {most}"), scalar => int.TryParse(scalar.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count <= most ? count : default(int?));

        /// <summary>A condition over a run.</summary>
        public RunCondition? Condition(string key)
        {
            if (section[key] is not { } entry || Text(entry, section.Findings) is not { } scalar || !CommentTrap.Check(scalar, isCode: true, section.Findings))
            {
                return null;
            }

            if (RunCondition.TryParse(scalar.Value, out var error) is { } condition)
            {
                return condition;
            }

            section.Findings.Error("DQX1260", scalar.At(error.Offset, error.Length), $"{error.Message}.");
            return null;
        }

        public double? Number(string key) => section.Scalar(key, "a number", scalar => Number(scalar));

        public DateOnly? Date(string key)
            => section.Scalar(key, "a date such as 2026-11-20", scalar => DateOnly.TryParseExact(scalar.Value.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : default(DateOnly?));

        public T? Choice<T>(string key)
            where T : struct, Enum
            => section.Choice(key, Enum.GetValues<T>());

        /// <summary>One of some values.</summary>
        public T? Choice<T>(string key, params IReadOnlyList<T> among)
            where T : struct, Enum
            => section.Scalar(key, $"one of {string.Join(", ", among.Select(WireNames.Of))}", scalar => WireNames.TryParse<T>(scalar.Value.Trim(), out var value) && among.Contains(value) ? value : default(T?));

        /// <summary>A duration of whole days.</summary>
        public int? Days(string key, int least)
            => section.Scalar(key, least == 0 ? "a number of whole days such as 3d" : "a number of whole days such as 30d, 1d at least", scalar => Dqx.Duration.TryParse(scalar.Value, out var duration)
                && duration.Ticks % TimeSpan.TicksPerDay == 0 && duration.TotalDays >= least && duration.TotalDays <= MostDays ? (int)duration.TotalDays : default(int?));

        /// <summary>An IANA zone.</summary>
        public string? Zone(string key)
        {
            if (section[key] is not { } entry || Text(entry, section.Findings) is not { } scalar || TimeZones.Problem(scalar.Value.Trim()) is not { } problem)
            {
                return section[key]?.Value is YamlScalar known ? known.Value.Trim() : null;
            }

            section.Findings.Error("DQX1120", scalar.Place, $"{scalar.Kind} {problem}".Capitalized());
            return null;
        }

        /// <summary>The dates of a list, each once.</summary>
        public ImmutableHashSet<DateOnly> Dates(string key)
        {
            var dates = ImmutableHashSet.CreateBuilder<DateOnly>();
            foreach (var item in section.Items(key))
            {
                if (item is not YamlScalar scalar || !DateOnly.TryParseExact(scalar.Value.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                {
                    section.Findings.Error("DQX1109", item.Place, $"'{key}' is a list of dates such as 2026-12-25, not {item.Kind}.");
                }
                else if (!dates.Add(date))
                {
                    section.Findings.Error("DQX1121", item.Place, FormattableString.Invariant($"{date:yyyy-MM-dd} is there twice."));
                }
            }

            return dates.ToImmutable();
        }

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
