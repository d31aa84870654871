namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A double.</summary>
    Real,

    /// <summary>0 or 1.</summary>
    Flag,

    /// <summary>A UTC time whose texts sort as the times do: <c>2026-11-20T08:30:00.0000000Z</c>.</summary>
    Time,

    /// <summary>A list or a map as JSON text.</summary>
    Json,

    /// <summary>How many items a list has.</summary>
    Count,
}

/// <summary>One column, and where its value stands in the run document.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Source">The property in the document's object that a row is made of; <c>key.date</c> is a property of a property.</param>
/// <param name="Required">Whether it is never null.</param>
internal sealed record Column(string Name, ColumnKind Kind, string Source, bool Required = true)
{
    /// <summary><see cref="Source"/>, step by step.</summary>
    public IReadOnlyList<string> Path { get; } = Source.Split('.');
}
