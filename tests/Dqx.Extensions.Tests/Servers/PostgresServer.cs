using System.Globalization;

namespace Dqx.Extensions.Tests.Servers;

/// <summary>A real PostgreSQL on loopback, over a temporary folder: may be stopped, killed and started again on the same port.</summary>
/// <remarks>Connections over TCP need the password; the helpers here come by the socket. PostgreSQL refuses to run as root, so root's tests run it as <c>postgres</c>.</remarks>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>The owner of every database of <see cref="NewDatabase"/>; no superuser.</summary>
    public const string User = "dqx";

    /// <summary>Needs escaping in a URL and in a connection string.</summary>
    public const string Password = "s3cret/p@ss;wörd";

    private const string Ready = "database system is ready to accept connections";

    private readonly string _folder = Directory.CreateTempSubdirectory("dqx-postgres-").FullName;
    private ServerProcess? _server;
    private int _databases;
    private string? _shared;

    public static string Host => "127.0.0.1";

    public int Port { get; } = FreePort.Next();

    /// <summary>Where its socket is, which asks nobody for a password.</summary>
    public string SocketFolder => _folder;

    /// <summary>What the server said since its last start.</summary>
    public string Log => _server?.Log ?? "";

    /// <summary>Whether there is one to start.</summary>
    public static bool IsInstalled => FindPrograms() is not null;

    private static string Programs => FindPrograms() ?? throw new InvalidOperationException("PostgreSQL is not installed: run build/services.sh.");

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Creates the cluster and starts the server.</summary>
    public async Task InitializeAsync()
    {
        if (IsRoot)
        {
            ServerProcess.Run("chown", "postgres", _folder);
        }

        ServerProcess.Run([.. AsPostgres, Path.Combine(Programs, "initdb"), "-D", Data, "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync"]);
        await StartAsync();
        Sql($"CREATE ROLE {User} LOGIN PASSWORD '{Password}'");
    }

    /// <summary>Starts the server again, on its port and with its data.</summary>
    public async Task StartAsync()
    {
        _server?.Dispose();
        _server = await ServerProcess.StartAsync(
            _folder,
            log => Task.FromResult(log.Contains(Ready, StringComparison.Ordinal)),
            [
                .. AsPostgres, Path.Combine(Programs, "postgres"), "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", $"unix_socket_directories={_folder}",
                "-c", $"listen_addresses={Host}", "-c", "max_connections=50", "-c", "logging_collector=off", "-c", "log_destination=stderr", "-c", "lc_messages=C",
            ]);
    }

    /// <summary>Starts the server if a test that failed has left it down.</summary>
    public Task EnsureStartedAsync() => _server is null or { HasExited: true } ? StartAsync() : Task.CompletedTask;

    /// <summary>Stops it in order; who is connected is cut off.</summary>
    public void Stop() => _server?.Stop("INT");

    /// <summary>Kills it, without a chance to write anything down.</summary>
    public void Kill() => _server?.Kill();

    /// <summary>Creates an empty database that <see cref="User"/> owns, and returns its name.</summary>
    public string NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture)}";
        Sql($"CREATE DATABASE {name} OWNER {User}");
        return name;
    }

    /// <summary>A database that <see cref="User"/> owns, the same for all tests that make schemas of their own in it.</summary>
    public string SharedDatabase => _shared ??= NewDatabase();

    /// <summary>As a suite names it, with user and password.</summary>
    public string Url(string database, string user = User, string password = Password) =>
        $"postgres://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@{Host}:{Port.ToString(CultureInfo.InvariantCulture)}/{Uri.EscapeDataString(database)}";

    /// <summary>As Npgsql reads it.</summary>
    public string ConnectionString(string database, string user = User, string password = Password) =>
        $"Host={Host};Port={Port.ToString(CultureInfo.InvariantCulture)};Database={database};Username={user};Password='{password}'";

    /// <summary>Runs statements as the superuser, by psql, and returns the rows: a line each, columns parted by <c>|</c>.</summary>
    public string Sql(string statements, string database = "postgres") =>
        ServerProcess.Run([.. AsPostgres, Path.Combine(Programs, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", _folder, "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-d", database, "-c", statements]).TrimEnd('\n');

    public Task DisposeAsync()
    {
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    // setpriv becomes the program, where runuser would stay between: the process id is the server's own.
    private static string[] AsPostgres => IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];

    private static string? FindPrograms()
    {
        const string Versions = "/usr/lib/postgresql";
        var newest = Directory.Exists(Versions)
            ? Directory.EnumerateDirectories(Versions).Where(folder => File.Exists(Path.Combine(folder, "bin", "postgres"))).MaxBy(folder => double.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
            : null;
        return newest is null ? null : Path.Combine(newest, "bin");
    }
}
