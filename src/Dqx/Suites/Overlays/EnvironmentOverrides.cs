using System.Collections.Immutable;
using System.Globalization;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Overlays;

/// <summary><c>DQX_Processors__page__to_emails__0=a@example.com</c>: settings of processors from the environment.</summary>
/// <remarks>
/// As in .NET's configuration the case of names is no matter: a name is the key that is there whatever its case, and a new name
/// in capitals alone is a key in lower case, as settings are.
/// </remarks>
internal static class EnvironmentOverrides
{
    private const string Prefix = "DQX_Processors__";

    public static YamlMapping Apply(YamlMapping root, IEnumerable<KeyValuePair<string, string>> variables, Findings findings)
    {
        var overrides = new List<KeyValuePair<string, string>>();
        foreach (var variable in variables)
        {
            if (variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                overrides.Add(variable);
            }
        }

        return overrides.Count == 0 ? root : Apply(root, overrides, findings);
    }

    private static YamlMapping Apply(YamlMapping root, List<KeyValuePair<string, string>> overrides, Findings findings)
    {
        foreach (var (name, text) in overrides.OrderBy(variable => variable.Key, s_numeric).ThenBy(variable => variable.Key, StringComparer.Ordinal))
        {
            var place = new Place(new SourceText(name, "", isFile: false), 0, 0);
            var parts = name[Prefix.Length..].Split("__");
            if (parts.Length < 2 || parts.Any(part => part.Length == 0))
            {
                findings.Error("DQX1115", place, $"This is no setting of a processor; write {Prefix}INSTANCE__SETTING.");
                continue;
            }

            try
            {
                root = Overlay.Apply(root, Path(root, parts), new YamlScalar(text) { Place = place, IsLiteral = true });
            }
            catch (OverlayException exception)
            {
                findings.Error("DQX1115", place, exception.Message);
            }
        }

        return root;
    }

    /// <summary>Item 10 comes after item 9.</summary>
    private static readonly StringComparer s_numeric = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    private static ImmutableArray<PathSegment> Path(YamlMapping root, string[] parts)
    {
        var path = ImmutableArray.Create(new PathSegment("processors"));
        var node = root["processors"]?.Value;
        foreach (var part in parts)
        {
            if (node is not YamlMapping && path.Length > 2 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                path = path.Add(new PathSegment(null, index));
                node = node is YamlSequence list && index < list.Items.Length ? list.Items[index] : null;
                continue;
            }

            var entry = (node as YamlMapping)?.Find(part);
            path = path.Add(new PathSegment(entry?.Key.Value ?? Lowered(part)));
            node = entry?.Value;
        }

        return path;
    }

    private static YamlEntry? Find(this YamlMapping mapping, string name)
        => mapping[name] ?? mapping.Entries.FirstOrDefault(entry => entry.Key.Value.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Lowered(string name) => name.Any(char.IsLower) ? name : name.ToLowerInvariant();
}
