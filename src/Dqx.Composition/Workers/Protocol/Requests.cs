using System.Text.Json;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>Tells a worker that it has time before it is needed. There is no reply.</summary>
internal sealed record PrepareRequest : IWorkerMessage
{
    public const string Name = "prepare";

    public string Kind => Name;

    public void Write(Utf8JsonWriter json)
    {
        // The kind says it all.
    }
}

/// <summary>Asks a worker to cancel the token of the call that it makes now.</summary>
internal sealed record CancelRequest : IWorkerMessage
{
    public const string Name = "cancel";

    public string Kind => Name;

    public void Write(Utf8JsonWriter json)
    {
        // The kind says it all.
    }
}

/// <summary>Asks a worker to dispose its processor; after the reply it ends.</summary>
internal sealed record DisposeRequest : IWorkerMessage
{
    public const string Name = "dispose";

    public string Kind => Name;

    public void Write(Utf8JsonWriter json)
    {
        // The kind says it all.
    }
}
