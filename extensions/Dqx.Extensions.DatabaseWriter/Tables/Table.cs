using System.Collections.Immutable;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>One table: its columns, its indexes, and its rows in a run.</summary>
/// <param name="Name">The name, prefix included.</param>
/// <param name="Columns">All columns, in order.</param>
/// <param name="Indexes">The indexes beside the primary key.</param>
internal abstract record Table(string Name, ImmutableArray<Column> Columns, ImmutableArray<TableIndex> Indexes)
{
    /// <summary>The column that says to which run a row belongs.</summary>
    public const string RunId = "run_id";

    /// <summary>The place of the row in its list, from 0.</summary>
    public const string Position = "position";

    /// <summary>Whether there are many rows to a run, so that <see cref="RunId"/> and <see cref="Position"/> are before the other columns.</summary>
    public abstract bool IsList { get; }

    /// <summary>The rows of a run, made one by one: the values in the order of the columns, null where there is none.</summary>
    public abstract IEnumerable<object?[]> RowsOf(SuiteRun run);
}
