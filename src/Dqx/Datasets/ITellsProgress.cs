namespace Dqx.Datasets;

/// <summary>A connection whose engine says how far a statement is while it runs.</summary>
public interface ITellsProgress
{
    /// <summary>Prepares the connection to be asked; called before a statement, on an idle connection.</summary>
    void FollowProgress();

    /// <summary>How many rows the running statement has read so far, as far as the engine knows; 0 when none runs. From any thread, while the connection is open.</summary>
    long RowsRead { get; }
}
