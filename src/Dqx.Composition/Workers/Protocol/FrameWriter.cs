using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>Writes frames: the lengths of header and body (little-endian, 4 bytes each), a JSON header, and bytes as they are. Safe for concurrent use.</summary>
internal sealed class FrameWriter(Stream output)
{
    private const int PrefixLength = 8;

    private readonly Lock _gate = new();

    public void Write(IWorkerMessage message, ReadOnlyMemory<byte> body = default)
    {
        var frame = new ArrayBufferWriter<byte>(512);
        frame.GetSpan(PrefixLength)[..PrefixLength].Clear();
        frame.Advance(PrefixLength);
        using (var json = new Utf8JsonWriter(frame))
        {
            json.WriteStartObject();
            json.WriteString("kind", message.Kind);
            message.Write(json);
            json.WriteEndObject();
        }

        var bytes = MemoryMarshal.AsMemory(frame.WrittenMemory).Span;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - PrefixLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], body.Length);
        lock (_gate)
        {
            output.Write(bytes);
            output.Write(body.Span);
            output.Flush();
        }
    }
}
