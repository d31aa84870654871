using System.Collections.Immutable;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Overlays;

/// <summary>Puts one scalar into a suite file's tree; the tree that was is untouched.</summary>
/// <remarks>
/// A key that is not there is made, because most keys have a default and are not written; a wrong one is found when the tree is
/// read. What has a name or a number of its own (a dataset, a source, a check, an assertion) has to be there.
/// </remarks>
internal sealed class Overlay(ImmutableArray<PathSegment> path, YamlScalar value)
{
    public static YamlMapping Apply(YamlMapping root, ImmutableArray<PathSegment> path, YamlScalar value)
        => (YamlMapping)new Overlay(path, value).Put(root, 0);

    private YamlNode Put(YamlNode? node, int depth)
    {
        if (depth == path.Length)
        {
            return node is null or YamlScalar ? value : throw new OverlayException($"'{Printed(depth)}' is {node.Kind}; set one of its values.");
        }

        return path[depth].Name is { } name ? PutEntry(node, name, depth) : PutItem(node, path[depth].Index, depth);
    }

    private YamlMapping PutEntry(YamlNode? node, string name, int depth)
    {
        var mapping = node switch
        {
            YamlMapping found => found,
            null or YamlScalar { IsNull: true } => new YamlMapping([]) { Place = value.Place },
            YamlSequence list => throw new OverlayException($"'{Printed(depth)}' is a list; choose one of its items: {Items(list, depth)}."),
            _ => throw new OverlayException($"'{Printed(depth)}' is a single value and has no '{name}'."),
        };
        var existing = mapping[name];
        if (existing is null && depth == 1 && path[0].Name is "datasets" or "sources" or "tunables")
        {
            throw new OverlayException($"There is no '{Printed(2)}'{Nearest.HintSentence(name, mapping.Entries.Select(entry => entry.Key.Value))}");
        }

        var entry = new YamlEntry(existing?.Key ?? new YamlScalar(name) { Place = value.Place }, Put(existing?.Value, depth + 1));
        return mapping with { Entries = existing is null ? mapping.Entries.Add(entry) : mapping.Entries.Replace(existing, entry) };
    }

    private YamlSequence PutItem(YamlNode? node, int index, int depth)
    {
        var list = node switch
        {
            YamlSequence found => found,
            null or YamlScalar { IsNull: true } => new YamlSequence([]) { Place = value.Place },
            // A single value is a list of one.
            YamlScalar single => new YamlSequence([single]) { Place = single.Place },
            _ => throw new OverlayException($"'{Printed(depth)}' is a mapping; name one of its keys."),
        };
        if (index < list.Items.Length)
        {
            return list with { Items = list.Items.SetItem(index, Put(list.Items[index], depth + 1)) };
        }

        return index == list.Items.Length && depth == path.Length - 1
            ? list with { Items = list.Items.Add(value) }
            : throw new OverlayException($"There is no '{Printed(depth + 1)}'; '{Printed(depth)}' has {Items(list, depth)}.");
    }

    private string Items(YamlSequence list, int depth) => list.Items.Length switch
    {
        0 => "no items",
        1 => $"only {Printed(depth)}[0]",
        var count => FormattableString.Invariant($"{Printed(depth)}[0] to [{count - 1}]"),
    };

    private string Printed(int depth) => PathSegment.Print(path.Take(depth));
}

/// <summary>Says why a scalar cannot be put there; never leaves the overlays.</summary>
internal sealed class OverlayException(string message) : Exception(message);
