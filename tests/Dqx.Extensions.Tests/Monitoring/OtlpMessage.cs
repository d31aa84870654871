using System.Buffers.Binary;
using System.Text;

namespace Dqx.Extensions.Tests.Monitoring;

/// <summary>The gauges of an export request of OTLP, read out of its protobuf by the field numbers of opentelemetry-proto.</summary>
internal static class OtlpMessage
{
    /// <summary>The attributes of the resource.</summary>
    public static Dictionary<string, string> Resource(byte[] request)
        => Attributes(Messages(request, 1).SelectMany(metrics => Messages(metrics, 1)).SelectMany(resource => Messages(resource, 1)));

    /// <summary>Every value of every gauge.</summary>
    public static List<(string Name, Dictionary<string, string> Attributes, double Value)> Gauges(byte[] request)
        => [.. from resource in Messages(request, 1)
           from scope in Messages(resource, 2)
           from metric in Messages(scope, 2)
           from gauge in Messages(metric, 5)
           from point in Messages(gauge, 1)
           select (Encoding.UTF8.GetString(Messages(metric, 1).Single()), Attributes(Messages(point, 7)), Double(point, 4))];

    private static Dictionary<string, string> Attributes(IEnumerable<byte[]> pairs)
        => pairs.ToDictionary(pair => Encoding.UTF8.GetString(Messages(pair, 1).Single()), pair => Encoding.UTF8.GetString(Messages(Messages(pair, 2).Single(), 1).Single()));

    private static double Double(byte[] message, int number)
        => Fields(message).Where(field => field.Number == number).Select(field => BinaryPrimitives.ReadDoubleLittleEndian(field.Bytes)).Single();

    private static IEnumerable<byte[]> Messages(byte[] message, int number) => Fields(message).Where(field => field.Number == number).Select(field => field.Bytes);

    private static List<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[])>();
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            var length = (key & 7) switch
            {
                0 => -1,
                1 => 8,
                2 => (int)Varint(message, ref at),
                5 => 4,
                _ => throw new InvalidDataException($"wire type {key & 7}"),
            };
            if (length < 0)
            {
                Varint(message, ref at);
                continue;
            }

            fields.Add(((int)(key >> 3), message[at..(at + length)]));
            at += length;
        }

        return fields;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
