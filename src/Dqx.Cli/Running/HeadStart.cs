using System.Diagnostics.CodeAnalysis;
using Dqx.DuckDb;
using Dqx.Sqlite.History;

namespace Dqx.Cli.Running;

/// <summary>Loads, on a thread of its own, what nearly every run needs after its suites were read: DuckDB, and SQLite for the history.</summary>
internal static class HeadStart
{
    /// <summary>Begins, where there is a second processor to do it.</summary>
    /// <param name="withHistory">Whether there is a history or a journal.</param>
    public static void Begin(bool withHistory)
    {
        if (Environment.ProcessorCount > 1)
        {
            new Thread(() => Run(withHistory)) { IsBackground = true, Name = "dqx-head-start" }.UnsafeStart();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "What fails here fails again where it is needed, and is told there.")]
    private static void Run(bool withHistory)
    {
        try
        {
            DuckDbDataSource.Prepare();
            if (withHistory)
            {
                SqliteMetricHistory.Prepare();
            }
        }
        catch (Exception)
        {
            // As above.
        }
    }
}
