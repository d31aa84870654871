namespace Dqx.Composition.Workers.Protocol;

/// <summary>
/// What a host and its worker agree on: a line of greeting each (<see cref="Greeting"/>), then frames of two lengths, a JSON header
/// and bytes (<see cref="FrameWriter"/>). The host asks for one thing at a time; log records may come in between.
/// </summary>
internal static class WorkerProtocol
{
    /// <summary>Raised with every change that the other side has to know.</summary>
    public const int Version = 1;

    /// <summary>The one argument with which the executable becomes a worker.</summary>
    public const string Argument = "worker";

    /// <summary>Far more than any header of ours; a worker that says more is not one of ours.</summary>
    public const int LongestHeader = 16 * 1024 * 1024;

    /// <summary>Settings, context and reports are headers; only run documents are bodies, and only hosts send them.</summary>
    public const int LongestBody = int.MaxValue - 4_096;
}
