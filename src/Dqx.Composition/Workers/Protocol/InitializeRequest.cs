using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>Asks a worker to load one extension and to create and initialise one processor of it.</summary>
internal sealed record InitializeRequest : IWorkerMessage
{
    public const string Name = "initialize";

    public string Kind => Name;

    public required string Instance { get; init; }

    /// <summary>The extension's name.</summary>
    public required string Extension { get; init; }

    /// <summary>Its main assembly, absolute.</summary>
    public required string File { get; init; }

    /// <summary>The processor's name in its metadata.</summary>
    public required string Processor { get; init; }

    /// <summary>The full name of its type.</summary>
    public required string Type { get; init; }

    /// <summary>Full names of the other exporting types.</summary>
    public ImmutableArray<string> Parts { get; init; } = [];

    public ProcessorSettings Settings { get; init; } = ProcessorSettings.Empty;

    /// <summary>In bytes; null for no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Log records below it are not worth sending.</summary>
    public LogLevel LogLevel { get; init; }

    public static InitializeRequest Read(JsonElement header) => new()
    {
        Instance = header.Text("instance"),
        Extension = header.Text("extension"),
        File = header.Text("file"),
        Processor = header.Text("processor"),
        Type = header.Text("type"),
        Parts = header.Texts("parts"),
        Settings = new ProcessorSettings(header.GetProperty("settings"), header.Text("folder"), header.Texts("secrets")),
        MemoryLimit = header.TryGetProperty("memory_limit", out var limit) ? limit.GetInt64() : null,
        LogLevel = (LogLevel)header.GetProperty("log_level").GetInt32(),
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("instance", Instance);
        json.WriteString("extension", Extension);
        json.WriteString("file", File);
        json.WriteString("processor", Processor);
        json.WriteString("type", Type);
        json.WriteTexts("parts", Parts);
        json.WritePropertyName("settings");
        Settings.Root.WriteTo(json);
        json.WriteString("folder", Settings.Folder);
        json.WriteTexts("secrets", Settings.Secrets);
        if (MemoryLimit is { } limit)
        {
            json.WriteNumber("memory_limit", limit);
        }

        json.WriteNumber("log_level", (int)LogLevel);
    }
}
