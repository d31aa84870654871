using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>Opens database instances. One instance per file in the process: DuckDB's own cache shares it between connections.</summary>
internal static class Database
{
    /// <summary>What every instance starts with: nothing is ever fetched from a network unasked.</summary>
    private static readonly (string Name, string Value)[] Defaults =
    [
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        // INSTALL looks in a folder that cannot be, and fails at once, instead of asking a server.
        ("custom_extension_repository", "/dqx/installs/no/extensions"),
    ];

    private static readonly Lazy<nint> Cache = new(static () =>
    {
        DuckDbLibrary.EnsureLoaded();
        return NativeMethods.duckdb_create_instance_cache();
    });

    /// <summary>Opens or joins the instance.</summary>
    /// <exception cref="DuckDbException">The file cannot be opened, or is open in this process in the other mode.</exception>
    /// <exception cref="DqxException">DuckDB's library is missing (DQX5001).</exception>
    internal static DatabaseHandle Open(string dataSource, bool readOnly)
    {
        var cache = Cache.Value;
        NativeMethods.duckdb_create_config(out var config);
        using (config)
        {
            foreach (var (name, value) in readOnly ? [.. Defaults, ("access_mode", "READ_ONLY")] : Defaults)
            {
                if (NativeMethods.duckdb_set_config(config, name, value) == State.Error)
                {
                    throw DuckDbException.FromText($"Invalid Configuration Error: the setting \"{name}\" does not take \"{value}\".");
                }
            }

            if (NativeMethods.duckdb_get_or_create_from_cache(cache, dataSource, out var database, config, out var error) == State.Error)
            {
                database.Dispose();
                throw DuckDbException.FromText(NativeMethods.TakeText(error));
            }

            return database;
        }
    }
}
