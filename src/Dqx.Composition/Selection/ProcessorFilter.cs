using System.Collections.Immutable;

namespace Dqx.Composition.Selection;

/// <summary>Which instances may run at all (<c>--processors A,B</c>, <c>--no-processors</c>).</summary>
internal sealed record ProcessorFilter(bool IsOpen, ImmutableArray<string> Names)
{
    /// <summary>Every instance may run.</summary>
    public static ProcessorFilter All { get; } = new(IsOpen: true, []);

    /// <summary>No instance may run, so nothing is even looked for.</summary>
    public static ProcessorFilter None { get; } = new(IsOpen: false, []);

    public bool IsNone => !IsOpen && Names.IsEmpty;

    public static ProcessorFilter Of(IEnumerable<string>? names) => names is null ? All : new ProcessorFilter(IsOpen: false, [.. names]);

    public bool Selects(string name) => IsOpen || Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
