using System.Diagnostics.CodeAnalysis;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Rendering;
using Dqx.DuckDb;
using Dqx.Sqlite.History;

namespace Dqx.Cli.Running;

/// <summary>Loads, on a thread of its own, what nearly every run needs after its suites were read: DuckDB, SQLite for the history, and
/// what draws the page at the end.</summary>
internal static class HeadStart
{
    /// <summary>Begins, where there is a second processor to do it.</summary>
    public static void Begin(RunOptions options)
    {
        if (Environment.ProcessorCount > 1)
        {
            new Thread(() => _ = RunAsync(options)) { IsBackground = true, Name = "dqx-head-start" }.UnsafeStart();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "What fails here fails again where it is needed, and is told there.")]
    private static async Task RunAsync(RunOptions options)
    {
        try
        {
            DuckDbDataSource.Prepare();
            if (!options.History.IsOff)
            {
                // SQLite works on the calling thread, so this one it stays.
                await SqliteMetricHistory.PrepareAsync();
            }

            if (options.Output == OutputForm.Table)
            {
                PageOutput.Rehearse(options);
            }
        }
        catch (Exception)
        {
            // As above.
        }
    }
}
