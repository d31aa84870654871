namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>What a column holds, and as what type its values come out of <see cref="Table.RowsOf"/>.</summary>
internal enum ColumnKind
{
    /// <summary>A <see cref="Guid"/>.</summary>
    Id,

    /// <summary>A <see cref="string"/>.</summary>
    Text,

    /// <summary>An <see cref="int"/>.</summary>
    Integer,

    /// <summary>A <see cref="double"/>.</summary>
    Real,

    /// <summary>A <see cref="bool"/>.</summary>
    Flag,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>A <see cref="DateTime"/> in UTC.</summary>
    Time,

    /// <summary>A list or a map as a <see cref="string"/> of JSON.</summary>
    Json,
}

/// <summary>One column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Required">Whether it is never null.</param>
internal record Column(string Name, ColumnKind Kind, bool Required);

/// <summary>One column, and where its value comes from.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Value">Takes the value, of the kind's type, out of what the row is made of; null where there is none.</param>
/// <param name="Required">Whether it is never null.</param>
internal sealed record Column<TRow>(string Name, ColumnKind Kind, Func<TRow, object?> Value, bool Required = true) : Column(Name, Kind, Required);
