using System.Data.Common;
using Dqx.Sql;

namespace Dqx.Datasets;

/// <summary>Data that checks run over, where it lies: a named relation behind a connection, in some dialect of SQL.</summary>
/// <remarks>
/// A dataset is immutable and may be used by several runs at once; every <see cref="OpenAsync"/> gives a connection of its own.
/// Implementations let their failures out (a missing file, a refused login): the engine turns them into errors of the
/// assertions that needed the dataset, and evaluates the others.
/// </remarks>
public interface IDataset
{
    /// <summary>The name by which checks use it; unique in a run, never blank.</summary>
    string Name { get; }

    /// <summary>The SQL that the connection understands.</summary>
    SqlDialect Dialect { get; }

    /// <summary>What stands after FROM: a quoted table, a table function, or a query in parentheses.</summary>
    string Relation { get; }

    /// <summary>A predicate that every row has to satisfy, written by the user in the engine's SQL; null for all rows.</summary>
    string? Where { get; }

    /// <summary>The user's own query, when the data is one; else null. Values of another query are other values.</summary>
    string? Query => null;

    /// <summary>Where the data lies, for people: a path or a table; null when nothing is to be said.</summary>
    string? Location => null;

    /// <summary>What has to be executed on another connection before <see cref="Relation"/> can be queried there, for people who run a
    /// statement by hand; null for nothing.</summary>
    string? Definition => null;

    /// <summary>How rows belong to days.</summary>
    DatasetCalendar Calendar => DatasetCalendar.Snapshot;

    /// <summary>Whether every day has data of its own, as with a path that holds <c>{date}</c>; <see cref="On"/> gives a day's data then.</summary>
    bool IsDated => false;

    /// <summary>The data of a day; the dataset itself when it is not <see cref="IsDated"/>.</summary>
    IDataset On(DateOnly date) => this;

    /// <summary>Opens a connection on which <see cref="Relation"/> can be queried. The caller disposes it.</summary>
    /// <exception cref="DbException">The engine refused, with its own words.</exception>
    /// <exception cref="DqxException">The data is not there; the message says what, where and what to do.</exception>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);
}
