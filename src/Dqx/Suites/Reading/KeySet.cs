using System.Collections.Immutable;

namespace Dqx.Suites.Reading;

/// <summary>The keys of one kind of mapping in a suite file.</summary>
/// <param name="Of">What the mapping is: <c>a check</c>.</param>
internal sealed record KeySet(string Of)
{
    /// <summary>Keys that have to be there.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>Keys that may be there.</summary>
    public ImmutableArray<string> Optional { get; init; } = [];

    /// <summary>Whether a key that is none of these is somebody else's.</summary>
    public Func<string, bool> IsFree { get; init; } = _ => false;

    /// <summary>What may be written.</summary>
    public IEnumerable<string> Known => Required.Concat(Optional);
}
