using System.Diagnostics.CodeAnalysis;
using Dqx.Composition.Running;
using Dqx.Composition.Workers.Protocol;

namespace Dqx.Composition.Workers.Child;

/// <summary>Reads what the host asks for on the calling thread, and does it on a thread of its own, so that a call can be cancelled and a host that is gone is noticed.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "It lives as long as the process.")]
internal sealed class WorkerSession : ICallWaiter
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    private readonly FrameReader _fromHost;
    private readonly FrameWriter _toHost;
    private readonly WorkerCalls _calls;
    private readonly AutoResetEvent _asked = new(false);
    private readonly ManualResetEventSlim _changed = new(false);
    private readonly Action _end;
    private Frame? _request;

    /// <param name="fromHost">What the host asks for.</param>
    /// <param name="toHost">What it is told.</param>
    /// <param name="end">Ends the process.</param>
    public WorkerSession(Stream fromHost, Stream toHost, Action end)
    {
        _end = end;
        _fromHost = new FrameReader(fromHost, WorkerProtocol.LongestHeader, WorkerProtocol.LongestBody);
        _toHost = new FrameWriter(toHost);
        _calls = new WorkerCalls(_toHost, this);
    }

    /// <summary>Returns when the host has closed the stream, or is gone.</summary>
    public void Serve()
    {
        new Thread(Work) { IsBackground = true, Name = "dqx-calls" }.UnsafeStart();
        while (_fromHost.Read() is { } frame)
        {
            if (frame.Kind == CancelRequest.Name)
            {
                // Callbacks that the extension registered may hang; this thread must not.
                new Thread(_calls.Cancel) { IsBackground = true, Name = "dqx-cancel" }.UnsafeStart();
            }
            else
            {
                _calls.Expect();
                _request = frame;
                _asked.Set();
            }
        }
    }

    /// <summary>Waits as long as it takes: when it takes too long, the host ends this process.</summary>
    public bool WaitFor(Task task, GuardedCall call)
    {
        _changed.Reset();
        _ = task.ContinueWith(
            static (_, changed) => ((ManualResetEventSlim?)changed)?.Set(),
            _changed,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            // The tick is for a continuation that waits for a pool thread while the pool is exhausted.
            _changed.Wait(s_tick);
        }

        return true;
    }

    private void Work()
    {
        for (var isOver = false; !isOver;)
        {
            _asked.WaitOne();
            var request = Interlocked.Exchange(ref _request, null);
            if (request?.Kind == PrepareRequest.Name)
            {
                Rehearsal.Play();
            }
            else if (request is not null)
            {
                _toHost.Write(new CallReply(_calls.Make(request)));
                isOver = request.Kind == DisposeRequest.Name;
            }
        }

        _end();
    }
}
