namespace Dqx.Suites.Overlays;

/// <summary>One step into a suite file: the value of a key, or an item of a list.</summary>
/// <param name="Name">The key; null for an item.</param>
/// <param name="Index">The 0-based item.</param>
internal readonly record struct PathSegment(string? Name, int Index = 0)
{
    public static string Print(IEnumerable<PathSegment> segments)
        => string.Concat(segments.Select((segment, position) => segment.Name is { } name ? (position == 0 ? "" : ".") + name : FormattableString.Invariant($"[{segment.Index}]")));
}
