using System.Globalization;
using Dqx.Datasets;

namespace Dqx.DuckDb;

/// <summary>How a file is read: what stands after FROM, and where its connections come from.</summary>
internal delegate (string Relation, DatasetSource Source) FileReading(string file, IReadOnlyDictionary<string, string> session, DateOnly? date);

/// <summary>The files of a path, each of which can be read alone.</summary>
/// <param name="session">The settings of its sessions.</param>
/// <param name="relation">What DuckDB is told to read it.</param>
/// <param name="read">Reads one.</param>
internal sealed class FileParts(IReadOnlyDictionary<string, string> session, Func<string, string> relation, FileReading read)
{
    private const string Wildcards = "*?[";

    /// <summary>A file that was written less than this ago may be written once more without its time or its size telling: clocks of file systems are coarse.</summary>
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(2);

    /// <summary>One file as the content of a dataset, as it was read with the others.</summary>
    public DatasetContent Content(string file) => new(DatedText.Parse(""), file, _ => read(file, session, null));

    /// <summary>The files that match a path now. One without a byte has no rows, as it has none among others; Parquet has no such file, so reading it fails.</summary>
    public async ValueTask<IReadOnlyList<FilePart>> FindAsync(string path, CancellationToken cancellationToken)
    {
        var found = await new FileSource("", path: null, session).FindAsync(path, cancellationToken);
        var isParquet = path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
        var (root, format) = (Root(path, found), relation(Extension(path)));
        return [.. found.Select(file => (Path: file, Info: new FileInfo(file))).Where(file => isParquet || file.Info is { Exists: true, Length: > 0 }).Select(file => new FilePart(
            file.Path, Path.GetRelativePath(root, Path.GetFullPath(file.Path)).Replace(Path.DirectorySeparatorChar, '/'), Version(file.Info, format)))];
    }

    /// <summary>The folder above the first wildcard.</summary>
    private static string Root(string path, List<string> found)
    {
        var wildcard = found is [var only] && only == path ? -1 : path.AsSpan().IndexOfAny(Wildcards);
        return Path.GetDirectoryName(wildcard < 0 ? path : path[..wildcard] + "x") ?? path;
    }

    /// <summary>From the first point after the wildcards.</summary>
    private static string Extension(string path)
    {
        var name = Path.GetFileName(path);
        var point = name.IndexOf('.', Math.Max(0, name.AsSpan().LastIndexOfAny(Wildcards)));
        return point < 0 ? name : name[point..];
    }

    private string? Version(FileInfo file, string format)
        => !file.Exists || file.LastWriteTimeUtc > TimeProvider.System.GetUtcNow().UtcDateTime - s_fresh ? null
            : string.Join('\n', [
                file.Length.ToString(CultureInfo.InvariantCulture), file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture), format,
                .. session.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}={setting.Value}")]);
}

/// <summary>A file of a path.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">Its path relative to the fixed part of the pattern.</param>
/// <param name="Version">Changes whenever it does; null when that is not known.</param>
internal sealed record FilePart(string Path, string Name, string? Version);
