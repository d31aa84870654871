using System.Collections.Concurrent;
using Dqx.Datasets;
using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>
/// Files, read from a database in memory that the process shares and that stays: an instance takes 20 ms to open, a connection to
/// it 0.1 ms (measured). A query without files is one, too.
/// </summary>
internal class FileSource(string dataset, string? path, IReadOnlyDictionary<string, string>? settings, DateOnly? date = null) : DatasetSource(settings)
{
    private static readonly ConcurrentDictionary<string, Lazy<DatabaseHandle>> Kept = new(StringComparer.Ordinal);

    /// <summary>The absolute path, which a change of the working directory does not touch. Addresses stay.</summary>
    internal static string Absolute(string path) => IsAddress(path) ? path : Path.GetFullPath(path);

    /// <summary>Whether the files are on a server.</summary>
    internal static bool IsAddress(string path) => path.Contains("://", StringComparison.Ordinal);

    /// <summary>A path for DuckDB, which takes <c>* ? [</c> for patterns: they are escaped in the name of a file that is there.</summary>
    internal static string Pattern(string path) => File.Exists(path) && path.AsSpan().ContainsAny("*?[")
        ? path.Replace("[", "[[]", StringComparison.Ordinal).Replace("*", "[*]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal)
        : path;

    /// <summary>Opens the instance of files without settings of their own.</summary>
    internal static void Prepare() => Keep(SharedName(SessionSettings.With(settings: null, DatasetCalendar.Snapshot)));

    internal override async ValueTask<DuckDbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var name = SharedName();
        // Kept alive for the process; whoever comes first waits for the instance.
        await Blocking.RunAsync(() => Keep(name), cancellationToken);
        var connection = await ConnectAsync(name, readOnly: false, cancellationToken);
        try
        {
            if (path is not null && !IsAddress(path))
            {
                await CheckAsync(connection, path, cancellationToken);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static DatabaseHandle Keep(string name) => Kept.GetOrAdd(name, static key => new Lazy<DatabaseHandle>(() => Database.Open(key, readOnly: false))).Value;

    private async Task CheckAsync(DuckDbConnection connection, string file, CancellationToken cancellationToken)
    {
        if (Directory.Exists(file))
        {
            throw new DqxException("DQX5004", $"Dataset \"{dataset}\": {file} is a folder. Name its files: {Path.Combine(file, "*.parquet")}.");
        }

        var found = false;
        await foreach (var match in MatchesAsync(connection, file, cancellationToken))
        {
            found = true;
            if (new FileInfo(match).Length > 0)
            {
                return;
            }
        }

        // Where the path has a date, the day is what is missing.
        var day = date is { } known ? FormattableString.Invariant($"no data for {known:yyyy-MM-dd}: ") : "";
        throw found
            ? new DqxException("DQX5005", $"Dataset \"{dataset}\": {day}{file} is empty, without even a header.")
            : new DqxException("DQX5004", $"Dataset \"{dataset}\": {day}there is no file {file}.");
    }

    /// <summary>The files of a path, sorted; none when there are none.</summary>
    internal async ValueTask<List<string>> FindAsync(string file, CancellationToken cancellationToken)
    {
        var name = SharedName();
        await Task.Run(() => Keep(name), cancellationToken);
        await using var connection = await ConnectAsync(name, readOnly: false, cancellationToken);
        var found = new List<string>();
        await foreach (var match in MatchesAsync(connection, file, cancellationToken))
        {
            found.Add(match);
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static async IAsyncEnumerable<string> MatchesAsync(
        DuckDbConnection connection, string file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            yield return file;
            yield break;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT file FROM glob(?)";
        command.Parameters.Add(file);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader.GetString(0);
        }
    }
}
