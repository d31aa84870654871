namespace Dqx.Suites.Yaml;

/// <summary>Where errors are, to be asked of many nodes.</summary>
internal sealed class ErrorPlaces
{
    private readonly Dictionary<SourceText, List<int>> _starts;

    public ErrorPlaces(IEnumerable<Place> places)
        => _starts = places.GroupBy(place => place.Source).ToDictionary(group => group.Key, group => group.Select(place => place.Start).Order().ToList());

    /// <summary>Whether there is one in a node, or in what stands behind an alias of it.</summary>
    public bool AnyIn(YamlNode node) => node switch
    {
        YamlMapping mapping => AnyIn(node.Place with { Length = 0 }) || mapping.Entries.Any(entry => AnyIn(entry.Key) || AnyIn(entry.Value)),
        YamlSequence list => AnyIn(node.Place with { Length = 0 }) || list.Items.Any(AnyIn),
        _ => AnyIn(node.Place),
    };

    private bool AnyIn(Place place)
    {
        if (!_starts.TryGetValue(place.Source, out var starts))
        {
            return false;
        }

        // An error about what is missing stands behind the last character, where no other node begins.
        var found = starts.BinarySearch(place.Start);
        var next = found >= 0 ? found : ~found;
        return next < starts.Count && starts[next] <= place.Start + place.Length;
    }
}
