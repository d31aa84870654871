namespace Dqx.Extensions.DatabaseWriter;

/// <summary>A database that runs are written to. One implementation for each kind of database.</summary>
internal interface IRunStore
{
    /// <summary>How the database is called in messages; without secrets.</summary>
    string Name { get; }

    /// <summary>Writes a whole run, or nothing: after an exception or a cancellation the database is as it was before.</summary>
    /// <returns>False when a run of that id is there already; it is left as it is.</returns>
    /// <exception cref="DqxException">The database cannot take the run; the message says why and what to do.</exception>
    ValueTask<bool> WriteAsync(SuiteRun run, CancellationToken cancellationToken);
}
