using Dqx.Composition.Running;

namespace Dqx.Composition.Workers;

/// <summary>Why a worker can no longer be used.</summary>
/// <param name="DiagnosticId">The diagnostic's id.</param>
/// <param name="Message">In words, not redacted yet.</param>
internal sealed record WorkerEnd(string DiagnosticId, string Message)
{
    /// <summary>Whether a call was under way, so that its report tells.</summary>
    public bool WasTold { get; init; }

    public WorkerException During(string phase) => new(new ProcessorFault(DiagnosticId, phase, Message));

    public static WorkerEnd NotStarted(string path, string cause) => new("DQX2202", $"the worker '{path}' could not be started: {cause}");

    public static WorkerEnd NoWorker(string path, string said) => new("DQX2202", $"'{path}' is no worker of DQX: it began with '{OneLine.Of(said, 100)}'");

    public static WorkerEnd Mismatch(string path, string mismatch) => new("DQX2203", $"the worker '{path}' does not fit this host: {mismatch}; use the dqx of the host's version");

    public static WorkerEnd NotAFrame(string cause) => new("DQX2206", $"its worker broke the protocol, so it was killed: {cause}");

    public static WorkerEnd NotHandled(string cause) => new("DQX2206", $"the host could not take what its worker said, so the worker was killed: {cause}");

    public static WorkerEnd Killed() => new("DQX2204", "its worker process had to be killed, as it ignored its token");

    public static WorkerEnd OutOfMemory(long limit, string detail) => new("DQX2205", $"it ran out of memory, as its memory_limit is {ByteSize.Format(limit)}: {detail}");

    public static WorkerEnd Disposed() => new("DQX2204", "its worker was disposed");

    /// <summary>It died.</summary>
    public static WorkerEnd Exited(int? exitCode, string lastWords, long? memoryLimit)
    {
        var said = lastWords.Length == 0 ? "" : $"; its last words: {lastWords}";
        var exit = WorkerExit.Describe(exitCode) + said;
        return memoryLimit is not { } limit ? new WorkerEnd("DQX2204", $"its worker process ended before it had answered: {exit}")
            : LooksLikeWantOfMemory(lastWords) ? OutOfMemory(limit, exit)
            : new WorkerEnd("DQX2204", $"its worker process ended before it had answered, under a memory_limit of {ByteSize.Format(limit)}: {exit}");
    }

    /// <summary>The words of the runtime and of the C library.</summary>
    private static bool LooksLikeWantOfMemory(string words)
        => words.Contains("OutOfMemory", StringComparison.Ordinal)
            || words.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || words.Contains("insufficient memory", StringComparison.OrdinalIgnoreCase)
            || words.Contains("cannot allocate memory", StringComparison.OrdinalIgnoreCase)
            || words.Contains("bad_alloc", StringComparison.Ordinal);
}
