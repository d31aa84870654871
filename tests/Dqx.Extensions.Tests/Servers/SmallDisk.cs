namespace Dqx.Extensions.Tests.Servers;

/// <summary>A disk of a few megabytes with a table of a PostgreSQL on it.</summary>
/// <remarks>Where nothing may be mounted, as in most containers, a trigger raises the same error (53100) instead: then what is tested is the answer to it, not the disk.</remarks>
internal sealed class SmallDisk : IDisposable
{
    private const string Space = "small_disk";

    private readonly PostgresServer _server;
    private readonly string _database;
    private readonly string _table;
    private readonly string _folder = Directory.CreateTempSubdirectory("dqx-small-disk-").FullName;
    private readonly bool _isMounted;

    private SmallDisk(PostgresServer server, string database, string table)
    {
        (_server, _database, _table) = (server, database, table);
        _isMounted = Environment.IsPrivilegedProcess && Succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", _folder);
    }

    /// <summary>Moves the table to such a disk.</summary>
    public static SmallDisk For(PostgresServer server, string database, string table)
    {
        var disk = new SmallDisk(server, database, table);
        if (disk._isMounted)
        {
            ServerProcess.Run("chown", "postgres", disk._folder);
            server.Sql($"CREATE TABLESPACE {Space} LOCATION '{disk._folder}'");
            server.Sql($"ALTER TABLE {table} SET TABLESPACE {Space}", database);
        }
        else
        {
            server.Sql(
                $"CREATE FUNCTION {Space}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$; CREATE TRIGGER {Space} BEFORE INSERT ON {table} FOR EACH ROW WHEN (NEW.position > 10000) EXECUTE FUNCTION {Space}()",
                database);
        }

        return disk;
    }

    /// <summary>From now on there is room for everything.</summary>
    public void MakeRoom()
    {
        if (_isMounted)
        {
            ServerProcess.Run("mount", "-o", "remount,size=100m", _folder);
        }
        else
        {
            _server.Sql($"DROP TRIGGER {Space} ON {_table}", _database);
        }
    }

    public void Dispose()
    {
        if (_isMounted)
        {
            _server.Sql($"ALTER TABLE {_table} SET TABLESPACE pg_default", _database);
            _server.Sql($"DROP TABLESPACE {Space}");
            ServerProcess.Run("umount", _folder);
        }

        Directory.Delete(_folder);
    }

    private static bool Succeeds(params string[] command)
    {
        try
        {
            ServerProcess.Run(command);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
