using System.Collections.Frozen;

namespace Dqx.Extensions.Monitoring.Metrics;

/// <summary>Names of labels, as Prometheus has them.</summary>
internal static class LabelName
{
    private const string Tag = "tag_";

    private static readonly FrozenSet<string> s_own = FrozenSet.Create(
        StringComparer.Ordinal, "job", "suite", "date", "status", "severity", "check", "assertion", "segment", "processor", "outcome");

    public static bool Is(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && !name.StartsWith("__", StringComparison.Ordinal) && name.All(IsCharacter);

    /// <summary>Whether the processor writes it.</summary>
    public static bool IsOwn(string name) => s_own.Contains(name) || name.StartsWith(Tag, StringComparison.Ordinal);

    /// <summary>The labels of a run's identity tags: what a name cannot hold is an underscore, and names that become equal are numbered.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfTags(ResultKey key)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in key.Tags)
        {
            var label = Tag + string.Concat(name.Select(character => IsCharacter(character) ? character : '_'));
            var free = label;
            for (var number = 2; !taken.Add(free); number++)
            {
                free = FormattableString.Invariant($"{label}_{number}");
            }

            yield return KeyValuePair.Create(free, value);
        }
    }

    private static bool IsCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
