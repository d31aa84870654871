using Dqx.Datasets;

namespace Dqx.DuckDb;

/// <summary>What a dataset reads, and what of it on a day.</summary>
/// <param name="Text">The path or the query, with its places for a date; empty for what has neither.</param>
/// <param name="Location">Where it lies, for people.</param>
/// <param name="On">What stands after FROM, and where its connections come from; for null as it is written.</param>
internal sealed record DatasetContent(DatedText Text, string? Location, Func<DateOnly?, (string Relation, DatasetSource Source)> On)
{
    /// <summary>Whether <see cref="Text"/> is a query.</summary>
    public bool IsQuery { get; init; }

    /// <summary>The files that it reads, where they are of this machine; null for what is none.</summary>
    public FileParts? Files { get; init; }

    /// <summary>The same every day.</summary>
    public static DatasetContent Always(string relation, DatasetSource source, string? location = null) => new(DatedText.Parse(""), location, _ => (relation, source));
}
