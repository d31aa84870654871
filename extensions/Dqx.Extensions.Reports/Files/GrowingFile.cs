namespace Dqx.Extensions.Reports.Files;

/// <summary>A file that grows by a whole report for every run, and once for each.</summary>
/// <remarks>A report is a text that is the same for every attempt: what an attempt that was killed left of it is recognised.</remarks>
internal static class GrowingFile
{
    /// <summary>How far back an earlier attempt is looked for: what others have added since is between.</summary>
    private const int MostRead = 64 * 1024 * 1024;

    private const int PatienceSeconds = 10;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Adds a report at the end.</summary>
    /// <param name="place">The file; it and its folder are created.</param>
    /// <param name="content">The whole report, ended by a line feed.</param>
    /// <param name="again">Whether it may be there already, or the beginning of it.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Leaves the file as it was.</param>
    /// <returns>False when it was there already.</returns>
    /// <exception cref="DqxException">It cannot be written; the file is as it was.</exception>
    public static async ValueTask<bool> AppendAsync(ReportPlace place, ReadOnlyMemory<byte> content, bool again, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var target = place.Target();
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? throw new IOException("it is the root of a file system"));
            await using var file = await OpenAsync(place, target, clock, cancellationToken);
            if (again && await IsThereAsync(file, content, cancellationToken))
            {
                return false;
            }

            await WriteAsync(file, content, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Of(failure, place);
        }
    }

    /// <summary>Alone: two writers at a time would mix their lines.</summary>
    private static async ValueTask<FileStream> OpenAsync(ReportPlace place, string target, TimeProvider clock, CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(target, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 });
            }
            catch (IOException held) when (WriteFailure.IsHeld(held))
            {
                if (clock.GetElapsedTime(begin) > TimeSpan.FromSeconds(PatienceSeconds))
                {
                    throw new DqxException("DQX6503", $"{place} is held by another process, for more than {PatienceSeconds} s; end that, or give another path.", held);
                }

                await Task.Delay(s_pause, clock, cancellationToken);
            }
        }
    }

    private static async ValueTask WriteAsync(FileStream file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var before = file.Seek(0, SeekOrigin.End);
        var whole = false;
        try
        {
            // What another program left without an end stays a line of its own.
            if (before > 0 && await LastByteAsync(file, cancellationToken) != '\n')
            {
                await file.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }

            await file.WriteAsync(content, cancellationToken);
            file.Flush(flushToDisk: true);
            whole = true;
        }
        finally
        {
            if (!whole)
            {
                file.SetLength(before);
            }
        }
    }

    private static async ValueTask<byte> LastByteAsync(FileStream file, CancellationToken cancellationToken)
    {
        var last = new byte[1];
        file.Seek(-1, SeekOrigin.End);
        await file.ReadExactlyAsync(last, cancellationToken);
        return last[0];
    }

    /// <summary>Looks for the report; the beginning of it at the end of the file is taken away.</summary>
    private static async ValueTask<bool> IsThereAsync(FileStream file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var skipped = Math.Max(0, file.Length - Math.Max(MostRead, 2L * content.Length));
        var all = new byte[file.Length - skipped];
        file.Seek(skipped, SeekOrigin.Begin);
        await file.ReadExactlyAsync(all, cancellationToken);
        var firstLine = content[..(content.Span.IndexOf((byte)'\n') + 1)];
        if (all.AsSpan().IndexOf(content.Span) >= 0)
        {
            return true;
        }

        // A whole first line, or the part of it that got there.
        var begin = all.AsSpan().LastIndexOf(firstLine.Span);
        if (begin < 0)
        {
            var lastLine = all.AsSpan().LastIndexOf((byte)'\n') + 1;
            begin = content.Span.StartsWith(all.AsSpan(lastLine)) ? lastLine : all.Length;
        }

        if (content.Span.StartsWith(all.AsSpan(begin)))
        {
            file.SetLength(skipped + begin);
        }

        return false;
    }
}
