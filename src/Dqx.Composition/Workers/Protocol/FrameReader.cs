using System.Buffers.Binary;
using System.Text.Json;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>Reads frames, none larger than the limits.</summary>
internal sealed class FrameReader(Stream input, int longestHeader, int longestBody)
{
    /// <summary>The next frame; null where the stream ends between two.</summary>
    /// <exception cref="InvalidDataException">It is not a frame.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within a frame.</exception>
    public Frame? Read()
    {
        Span<byte> prefix = stackalloc byte[8];
        var begun = input.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (begun < prefix.Length)
        {
            return begun == 0 ? null : throw new EndOfStreamException("The stream ends within the lengths of a frame.");
        }

        var header = Next(BinaryPrimitives.ReadInt32LittleEndian(prefix), longestHeader, "header");
        var body = Next(BinaryPrimitives.ReadInt32LittleEndian(prefix[4..]), longestBody, "body");
        try
        {
            var json = JsonElement.Parse(header);
            return new Frame(json.GetProperty("kind").GetString() ?? "", json, body);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"The header of a frame cannot be read: {malformed.Message}", malformed);
        }
    }

    private byte[] Next(int length, int longest, string part)
    {
        if (length < 0 || length > longest)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The {part} of a frame would have {(uint)length} bytes."));
        }

        var bytes = new byte[length];
        input.ReadExactly(bytes);
        return bytes;
    }
}
