using System.Text.Json;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>What goes between a host and its worker.</summary>
internal interface IWorkerMessage
{
    /// <summary>Tells the frames apart.</summary>
    string Kind { get; }

    /// <summary>Writes the properties of the header.</summary>
    void Write(Utf8JsonWriter json);
}

/// <summary>A frame as it was read.</summary>
/// <param name="Kind">Which message it is.</param>
/// <param name="Header">Its header, a JSON object.</param>
/// <param name="Body">The bytes after it; empty for most.</param>
internal sealed record Frame(string Kind, JsonElement Header, ReadOnlyMemory<byte> Body);
