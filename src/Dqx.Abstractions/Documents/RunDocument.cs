using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dqx;

/// <summary>Reads and writes the run document, the one serialised form of a <see cref="SuiteRun"/>.</summary>
/// <remarks>
/// Snake_case, invariant, UTC, properties in a fixed order. Doubles in the shortest form that reads back as the same value, −0 as 0.
/// Readers ignore properties that they do not know: <c>dqx.run/1</c> may gain some.
/// </remarks>
public static class RunDocument
{
    /// <summary>The schema that is written.</summary>
    public const string Schema = "dqx.run/1";

    /// <summary>Writes the document as UTF-8.</summary>
    /// <param name="run">The run.</param>
    /// <param name="output">Where to.</param>
    /// <param name="indented">Whether a person is to read it.</param>
    public static void Write(SuiteRun run, IBufferWriter<byte> output, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(output);
        // Relaxed: "sum(revenue) > 0" stays readable. The document is JSON, never pasted into HTML as it is.
        var options = new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        using var json = new Utf8JsonWriter(output, options);
        new RunDocumentWriter(json).Write(run);
    }

    /// <summary>The document as text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="indented">Whether a person is to read it.</param>
    public static string ToJson(SuiteRun run, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(run, buffer, indented);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document as text.</param>
    /// <exception cref="DqxException">It is not a run document of a schema that this version knows (DQX9002).</exception>
    public static SuiteRun Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a document.</summary>
    /// <param name="utf8Json">The document as UTF-8.</param>
    /// <exception cref="DqxException">It is not a run document of a schema that this version knows (DQX9002).</exception>
    public static SuiteRun Read(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json);
            return RunDocumentReader.Read(document.RootElement);
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new DqxException("DQX9002", $"This is not a run document ({Schema}): {malformed.Message}", malformed);
        }
    }
}
