namespace Dqx.Extensions.Reports.Files;

/// <summary>A file that holds a whole report or the one before it, never a part of one.</summary>
internal static class ReportFile
{
    /// <summary>Replaces the file: what is new is written beside it, brought to the disk, and then takes its name.</summary>
    /// <param name="place">The file; its folder is created.</param>
    /// <param name="content">The whole report.</param>
    /// <param name="cancellationToken">Leaves the old file as it was.</param>
    /// <exception cref="DqxException">It cannot be written; the old file is as it was.</exception>
    public static async ValueTask ReplaceAsync(ReportPlace place, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string? temporary = null;
        try
        {
            var target = place.Target();
            var folder = Path.GetDirectoryName(target) ?? throw new IOException("it is the root of a file system");
            Directory.CreateDirectory(folder);
            temporary = Path.Combine(folder, $".dqx-{Guid.NewGuid():n}.tmp");
            await using (var file = new FileStream(temporary, Options(target)))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, target, overwrite: true);
            temporary = null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Of(failure, place);
        }
        finally
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }
        }
    }

    private static FileStreamOptions Options(string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            // Who may read the file goes on to.
            options.UnixCreateMode = File.GetUnixFileMode(target);
        }

        return options;
    }
}
