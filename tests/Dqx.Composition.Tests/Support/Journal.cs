using System.Collections.Concurrent;

namespace Dqx.Composition.Tests.Support;

/// <summary>Where compiled extensions note what happens to them: they share this type with the tests. Holds texts only.</summary>
public static class Journal
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> s_entries = new(StringComparer.Ordinal);

    public static void Write(string key, string entry) => s_entries.GetOrAdd(key, _ => new()).Enqueue(entry);

    public static string[] Read(string key) => s_entries.TryGetValue(key, out var entries) ? [.. entries] : [];
}
