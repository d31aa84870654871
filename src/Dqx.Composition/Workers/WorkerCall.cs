using System.Diagnostics.CodeAnalysis;
using Dqx.Composition.Workers.Protocol;

namespace Dqx.Composition.Workers;

/// <summary>Something that a worker was asked for and has not answered yet.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "An event without a wait handle holds nothing.")]
internal sealed class WorkerCall(string phase)
{
    private readonly ManualResetEventSlim _ended = new(false);

    // Continuations run on the thread that ends the call: pool threads may all be blocked by an extension in this process.
    private readonly TaskCompletionSource<CallReply> _reply = new();

    public string Phase => phase;

    public Task<CallReply> Reply => _reply.Task;

    /// <summary>Waits, on a thread that has time, whether it ends by itself.</summary>
    public bool EndsWithin(TimeSpan patience) => _ended.Wait(patience);

    public void Answer(CallReply reply)
    {
        _ended.Set();
        _reply.TrySetResult(reply);
    }

    public void Fail(WorkerException fault)
    {
        _ended.Set();
        _reply.TrySetException(fault);
    }
}
