namespace Dqx.Suites.Yaml;

/// <summary>The anchors of a document. What aliases add is bounded, so that a file that doubles itself again and again ends quickly.</summary>
internal sealed class Aliases(Findings findings)
{
    /// <summary>As many nodes as a file without aliases may have of its own.</summary>
    private const int MaximumNodes = 200_000;

    /// <summary>Null while the node is still being read.</summary>
    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    public void Begin(string anchor) => _anchors[anchor] = null;

    public void Define(string anchor, YamlNode node) => _anchors[anchor] = node;

    /// <summary>The node of an anchor; nothing in its stead when there is none.</summary>
    public YamlNode Resolve(string anchor, Place place)
    {
        if (!_anchors.TryGetValue(anchor, out var node))
        {
            findings.Error("DQX1104", place, $"There is no anchor '&{anchor}' before this{Nearest.HintSentence(anchor, _anchors.Keys)}");
        }
        else if (node is null)
        {
            findings.Error("DQX1104", place, $"The alias '*{anchor}' stands for a part that it is in itself.");
        }
        else
        {
            _nodes += node.Size;
            return _nodes <= MaximumNodes ? node : throw new UnreadableException(place, "The aliases of this file stand for too much; write it without them.");
        }

        return new YamlScalar("") { Place = place, IsPlain = true };
    }
}
