using System.Collections.Immutable;

namespace Dqx.Composition.Selection;

/// <summary>
/// The order of processors: repeatedly the smallest (order, ordinal name) among those whose constraints are met. Members of a
/// loop are left out; constraints that name who does not run count as met.
/// </summary>
internal static class ProcessorOrder
{
    public static (ImmutableArray<SelectedProcessor> Processors, ImmutableArray<(SelectedProcessor Processor, string Path)> Loops) Arrange(IEnumerable<SelectedProcessor> selected)
    {
        var waiting = selected
            .OrderBy(processor => processor.Metadata.Order)
            .ThenBy(processor => processor.Metadata.Name, StringComparer.Ordinal)
            .ThenBy(processor => processor.Instance, StringComparer.Ordinal)
            .ToList();
        if (waiting.TrueForAll(processor => processor.Metadata.RunAfter.IsEmpty && processor.Metadata.RunBefore.IsEmpty))
        {
            // As nearly always; what follows is compiled anew in every cold start.
            return ([.. waiting], []);
        }

        var before = waiting.Select(processor => processor.Metadata.Name).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(name => name, name => Predecessors(name, waiting), StringComparer.OrdinalIgnoreCase);

        var loops = waiting.Select(processor => (processor, path: Loop(processor.Metadata.Name, before))).Where(pair => pair.path is not null).ToArray();
        waiting.RemoveAll(processor => loops.Any(loop => loop.processor == processor));

        var ordered = ImmutableArray.CreateBuilder<SelectedProcessor>(waiting.Count);
        while (waiting.Count > 0)
        {
            // Without loops somebody is always ready.
            var next = waiting.First(candidate => !waiting.Any(other => before[candidate.Metadata.Name].Contains(other.Metadata.Name)));
            waiting.Remove(next);
            ordered.Add(next);
        }

        return (ordered.ToImmutable(), [.. loops.Select(loop => (loop.processor, loop.path ?? ""))]);
    }

    private static HashSet<string> Predecessors(string name, List<SelectedProcessor> all)
    {
        var own = all.First(processor => processor.Metadata.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Metadata.RunAfter;
        var others = all.Where(processor => processor.Metadata.RunBefore.Contains(name, StringComparer.OrdinalIgnoreCase)).Select(processor => processor.Metadata.Name);
        return own.Concat(others).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The shortest way from a processor back to itself (<c>a → b → a</c>); null when there is none.</summary>
    private static string? Loop(string start, Dictionary<string, HashSet<string>> before)
    {
        var ways = new Queue<ImmutableList<string>>([[start]]);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (ways.TryDequeue(out var way))
        {
            // Ordinal, so that the same catalogs always name the same loop.
            foreach (var earlier in before[way[0]].Where(before.ContainsKey).Order(StringComparer.Ordinal))
            {
                if (earlier.Equals(start, StringComparison.OrdinalIgnoreCase))
                {
                    return string.Join(" → ", way.Insert(0, start));
                }

                if (seen.Add(earlier))
                {
                    ways.Enqueue(way.Insert(0, earlier));
                }
            }
        }

        return null;
    }
}
