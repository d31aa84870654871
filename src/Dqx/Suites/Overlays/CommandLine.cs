using System.Collections.Immutable;
using Dqx.Suites.Yaml;
using YamlDotNet.Core;

namespace Dqx.Suites.Overlays;

/// <summary>What <c>--set PATH=VALUE</c> and <c>--data NAME=PATH</c> say. No value is ever shown: it may be a secret.</summary>
internal static class CommandLine
{
    public static YamlMapping Set(YamlMapping root, ImmutableArray<string> settings, Findings findings)
    {
        foreach (var setting in settings)
        {
            if (SettingPath.Parse(setting) is not var (path, text))
            {
                var shown = setting.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? setting[..end] : setting;
                findings.Error("DQX1113", Nowhere("--set"), $"'{shown}' is no path and value; {SettingPath.Usage}.");
                continue;
            }

            var place = Nowhere($"--set {PathSegment.Print(path)}");
            try
            {
                root = Overlay.Apply(root, ToValue(root, path), Scalar(text, place));
            }
            catch (OverlayException exception)
            {
                findings.Error("DQX1113", place, exception.Message);
            }
        }

        return root;
    }

    /// <summary>To set a tunable is to set its value, whether or not its limits are written beside it.</summary>
    private static ImmutableArray<PathSegment> ToValue(YamlMapping root, ImmutableArray<PathSegment> path)
        => path is [{ Name: "tunables" }, { Name: { } name }] && (root["tunables"]?.Value as YamlMapping)?[name]?.Value is YamlMapping ? path.Add(new PathSegment("value")) : path;

    /// <summary>A dataset that was a table, a query or a list of partitions becomes files; so its source is no longer the one that it had.</summary>
    public static YamlMapping Data(YamlMapping root, IReadOnlyDictionary<string, string> paths, Findings findings)
    {
        foreach (var (name, path) in paths)
        {
            var place = Nowhere($"--data {name}");
            var datasets = root["datasets"]?.Value as YamlMapping;
            if (datasets?[name]?.Value is not YamlMapping dataset)
            {
                findings.Error("DQX1114", place, $"There is no dataset '{name}'{Nearest.HintSentence(name, datasets?.Entries.Select(entry => entry.Key.Value) ?? [])}");
            }
            else if (string.IsNullOrWhiteSpace(path))
            {
                findings.Error("DQX1114", place, "The path is missing; write NAME=PATH.");
            }
            else
            {
                var absolute = SuitePaths.IsUrl(path) ? path : Path.GetFullPath(path);
                var replaced = dataset["path"] is null ? ["path", "table", "query", "source", "partitions"] : new[] { "path", "table", "query" };
                var entries = dataset.Entries.RemoveAll(entry => replaced.Contains(entry.Key.Value))
                    .Add(new YamlEntry(new YamlScalar("path") { Place = place }, new YamlScalar(absolute) { Place = place, IsLiteral = true }));
                root = root.With("datasets", datasets.With(name, dataset with { Entries = entries }));
            }
        }

        return root;
    }

    /// <summary>As in the file: in quotes a text, else whatever a plain scalar is. Comments and lists are none of it.</summary>
    private static YamlScalar Scalar(string text, Place place)
    {
        var trimmed = text.Trim();
        switch (trimmed is [var first, ..] ? first : default)
        {
            case '"' or '\'' when trimmed.Length > 1 && trimmed[^1] == trimmed[0]:
                // A text in quotes may also be an expression that begins and ends with one.
                return Quoted(trimmed, place) ?? Plain();
            case '[' or '{':
                throw new OverlayException("A list or a mapping is set value by value: 'to_emails[0]=…'; a text that begins so stands in quotes.");
            default:
                return Plain();
        }

        YamlScalar Plain() => new(trimmed) { Place = place, IsPlain = true };
    }

    private static YamlScalar? Quoted(string text, Place place)
    {
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text)));
            parser.MoveNext();
            parser.MoveNext();
            parser.MoveNext();
            return parser.Current is YamlDotNet.Core.Events.Scalar scalar && scalar.End.Index == text.Length
                ? new YamlScalar(scalar.Value) { Place = place }
                : null;
        }
        catch (Exception exception) when (exception is YamlException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Place Nowhere(string name) => new(new SourceText(name, "", isFile: false), 0, 0);
}
