using System.Collections.Immutable;

namespace Dqx.Composition.Selection;

/// <summary>
/// The order of processors: repeatedly the smallest (order, ordinal name) among those whose constraints are met. Members of a
/// loop are left out; constraints that name who does not run count as met.
/// </summary>
internal static class ProcessorOrder
{
    public static OrderedProcessors Arrange(IEnumerable<SelectedProcessor> selected)
    {
        // Sorted in place: what LINQ sorts with is compiled anew in every cold start.
        List<SelectedProcessor> waiting = [.. selected];
        waiting.Sort(Compare);
        if (waiting.TrueForAll(processor => processor.Metadata.RunAfter.IsEmpty && processor.Metadata.RunBefore.IsEmpty))
        {
            return new OrderedProcessors([.. waiting], []);
        }

        var before = waiting.Select(processor => processor.Metadata.Name).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(name => name, name => Predecessors(name, waiting), StringComparer.OrdinalIgnoreCase);

        ImmutableArray<ProcessorLoop> loops =
        [
            .. from processor in waiting
               let path = Loop(processor.Metadata.Name, before)
               where path is not null
               select new ProcessorLoop(processor, path),
        ];
        waiting.RemoveAll(processor => loops.Any(loop => loop.Processor == processor));

        var ordered = ImmutableArray.CreateBuilder<SelectedProcessor>(waiting.Count);
        while (waiting.Count > 0)
        {
            // Without loops somebody is always ready.
            var next = waiting.First(candidate => !waiting.Any(other => before[candidate.Metadata.Name].Contains(other.Metadata.Name)));
            waiting.Remove(next);
            ordered.Add(next);
        }

        return new OrderedProcessors(ordered.ToImmutable(), loops);
    }

    /// <summary>By order, ordinal name and ordinal instance, of which no two have the same.</summary>
    private static int Compare(SelectedProcessor one, SelectedProcessor other)
        => one.Metadata.Order != other.Metadata.Order ? one.Metadata.Order.CompareTo(other.Metadata.Order)
            : string.CompareOrdinal(one.Metadata.Name, other.Metadata.Name) is not 0 and var byName ? byName
            : string.CompareOrdinal(one.Instance, other.Instance);

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

/// <summary>Processors in the order in which they run.</summary>
/// <param name="Processors">Those that run.</param>
/// <param name="Loops">Those that cannot, because they wait for themselves.</param>
internal sealed record OrderedProcessors(ImmutableArray<SelectedProcessor> Processors, ImmutableArray<ProcessorLoop> Loops);

/// <summary>A processor that waits for itself.</summary>
/// <param name="Processor">Which.</param>
/// <param name="Path">How (<c>a → b → a</c>).</param>
internal sealed record ProcessorLoop(SelectedProcessor Processor, string Path);
