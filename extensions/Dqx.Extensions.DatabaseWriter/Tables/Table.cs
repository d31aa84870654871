using System.Collections.Immutable;
using System.Text.Json;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>One table: its columns and which part of the run document fills it.</summary>
/// <param name="Name">The name, prefix included.</param>
/// <param name="Rows">The list of the document whose items are the rows; null when the document itself is the only row.</param>
/// <param name="Columns">The columns that are read from a row, in order.</param>
/// <param name="Indexes">The columns of each index.</param>
internal sealed record Table(string Name, string? Rows, ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<string>> Indexes)
{
    /// <summary>The columns that say where a row of a list belongs.</summary>
    public const string RunId = "run_id";

    /// <summary>The place of the row in its list, from 0.</summary>
    public const string Position = "position";

    /// <summary>Whether the rows belong to a run, so that <see cref="RunId"/> and <see cref="Position"/> are before the other columns.</summary>
    public bool IsList => Rows is not null;

    /// <summary>The values of every row, in the order of the columns.</summary>
    public IEnumerable<object[]> ValuesOf(JsonElement document)
        => Rows is null
            ? [Values(document)]
            : document.GetProperty(Rows).EnumerateArray()
                .Select((row, position) => (object[])[document.GetProperty(RunId).GetString() ?? "", (long)position, .. Values(row)]);

    /// <summary>The names of all columns, in order.</summary>
    public IEnumerable<string> ColumnNames => IsList ? [RunId, Position, .. Columns.Select(column => column.Name)] : Columns.Select(column => column.Name);

    private object[] Values(JsonElement row) => [.. Columns.Select(column => ColumnValue.Read(row, column))];
}
