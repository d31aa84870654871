using System.Text;

namespace Dqx.Suites.Yaml;

/// <summary>Reads the text of a suite file.</summary>
internal static class SuiteFileText
{
    /// <summary>Some ten thousands of assertions, and still read at once.</summary>
    private const int MaximumBytes = 4 << 20;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text; null when there is none, which <paramref name="findings"/> explains.</summary>
    public static SourceText? Read(string path, Findings findings)
    {
        var nowhere = new Place(new SourceText(path, ""), 0, 0);
        try
        {
            if (Directory.Exists(path))
            {
                findings.Error("DQX1101", nowhere, "This is a folder, not a suite file.");
                return null;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Bytes(stream) is { } bytes ? Decode(path, bytes, findings, nowhere) : TooLarge(findings, nowhere);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Error("DQX1101", nowhere, $"There is no such file{Similar(path)}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            findings.Error("DQX1101", nowhere, $"The file cannot be read: {exception.Message}");
        }

        return null;
    }

    private static SourceText? TooLarge(Findings findings, Place nowhere)
    {
        findings.Error("DQX1102", nowhere, FormattableString.Invariant($"A suite file has at most {MaximumBytes >> 20} MB; divide it into several suites."));
        return null;
    }

    /// <summary>Read to a limit, because a pipe or a device does not say how long it is; null when there is more.</summary>
    private static byte[]? Bytes(FileStream stream)
    {
        if (stream.CanSeek && stream.Length > MaximumBytes)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        for (var read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
        {
            buffer.Write(chunk.AsSpan(0, read));
            if (buffer.Length > MaximumBytes)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }

    private static SourceText? Decode(string path, byte[] bytes, Findings findings, Place nowhere)
    {
        try
        {
            var text = s_utf8.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes);
            var source = new SourceText(path, text);
            var forbidden = 0;
            while (forbidden < text.Length && !IsForbidden(text[forbidden]))
            {
                forbidden++;
            }

            if (forbidden == text.Length)
            {
                return source;
            }

            findings.Error("DQX1102", new Place(source, forbidden, 1), $"The character U+{(int)text[forbidden]:X4} is not allowed in YAML.");
        }
        catch (DecoderFallbackException exception)
        {
            var at = FormattableString.Invariant($"byte {exception.Index + 1}");
            findings.Error("DQX1102", nowhere, $"The file is not UTF-8 (at {at}); save it as UTF-8.");
        }

        return null;
    }

    /// <summary>Control characters but tab and line breaks.</summary>
    private static bool IsForbidden(char character)
        => char.IsControl(character) ? character is not ('\t' or '\n' or '\r' or '\u0085') : character is '\uFFFE' or '\uFFFF';

    private static string Similar(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            return "; neither is its folder";
        }

        var names = Directory.EnumerateFiles(folder, "*", new EnumerationOptions()).Take(1_000).Select(Path.GetFileName).OfType<string>();
        return Nearest.Find(Path.GetFileName(path), names) is { } nearest ? $"; did you mean '{nearest}'?" : "";
    }
}
