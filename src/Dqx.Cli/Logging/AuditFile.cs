using System.Globalization;
using System.Text.Json;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Terminal;

namespace Dqx.Cli.Logging;

/// <summary>
/// The file of <c>DQX_AUDIT</c>: every decision to load an extension or not, appended as one line of JSON. Opened before anything is
/// loaded, so that nothing is loaded unseen.
/// </summary>
internal sealed class AuditFile : IDisposable
{
    /// <summary>The log category of such decisions.</summary>
    public const string Category = "Dqx.Audit";

    private const string Variable = "DQX_AUDIT";

    private readonly FileStream _file;
    private readonly ErrorStream _error;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();

    private AuditFile(FileStream file, ErrorStream error, TimeProvider clock)
    {
        _file = file;
        _error = error;
        _clock = clock;
    }

    /// <summary>Null where no file is named.</summary>
    /// <exception cref="UsageException">It cannot be opened.</exception>
    public static AuditFile? FromEnvironment(ErrorStream error, TimeProvider clock)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            // Others may append at the same time, and read.
            return new AuditFile(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), error, clock);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException("DQX1042", $"The file of {Variable} cannot be written to: {failed.Message.TrimEnd('.')}. Nothing was loaded.");
        }
    }

    /// <summary>Appends a decision, by one write. What cannot be written is told: the loading has been decided already.</summary>
    public void Append(IEnumerable<KeyValuePair<string, object?>> values)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("time", _clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            foreach (var (name, value) in values)
            {
                if (name is not "{OriginalFormat}")
                {
                    json.WriteString(name.ToLowerInvariant(), Convert.ToString(value, CultureInfo.InvariantCulture));
                }
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (_gate)
        {
            try
            {
                _file.Write(line.GetBuffer(), 0, (int)line.Length);
            }
            catch (IOException failed)
            {
                _error.WriteLine(Rendering.Printable.Line($"error DQX1043: A decision could not be written to the file of {Variable}: {failed.Message}"));
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
