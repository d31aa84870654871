using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Dqx.Composition.Running;
using Dqx.Composition.Workers.Protocol;

namespace Dqx.Composition.Workers;

/// <summary>
/// One worker: its process, and the threads that read what it answers, what it prints, and that write what it is asked. Dedicated
/// threads, as an extension in this process may have exhausted the pool. Whatever the worker does ends in a <see cref="WorkerEnd"/>.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "They hold nothing but memory, and threads that end late may still use them.")]
internal sealed class WorkerProcess
{
    private static readonly TimeSpan s_reap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromMilliseconds(200);

    private readonly WorkerLaunch _launch;
    private readonly long? _memoryLimit;
    private readonly string _instance;
    private readonly WorkerLog _log;
    private readonly Action<WorkerProcess> _gone;
    private readonly WorkerOutput _output;
    private readonly BlockingCollection<(IWorkerMessage Message, ReadOnlyMemory<byte> Body)> _outbox = [];
    private readonly ManualResetEventSlim _greeted = new(false);
    private readonly Lock _gate = new();
    private ChildProcess? _child;
    private WorkerCall? _call;
    private WorkerEnd? _end;
    private bool _hasGreeted;

    private WorkerProcess(WorkerLaunch launch, string instance, long? memoryLimit, WorkerLog log, Action<WorkerProcess> gone)
    {
        _gone = gone;
        _launch = launch;
        _instance = instance;
        _memoryLimit = memoryLimit;
        _log = log;
        _output = new WorkerOutput(log.Print);
    }

    /// <summary>Why it can no longer be used; null while it can.</summary>
    public WorkerEnd? Ending
    {
        get
        {
            lock (_gate)
            {
                return _end;
            }
        }
    }

    public int? Id => Volatile.Read(ref _child)?.Id;

    /// <param name="launch">How.</param>
    /// <param name="instance">For whom.</param>
    /// <param name="memoryLimit">In bytes; null for none.</param>
    /// <param name="log">Where what it says goes.</param>
    /// <param name="gone">Called when its process is no more, on a thread of its own.</param>
    public static WorkerProcess Start(WorkerLaunch launch, string instance, long? memoryLimit, WorkerLog log, Action<WorkerProcess> gone)
    {
        var worker = new WorkerProcess(launch, instance, memoryLimit, log, gone);
        // This thread starts the process and reads until the process is gone: on Linux a worker dies with the thread that started it.
        worker.Begin("dqx-worker-reader", worker.Run);
        return worker;
    }

    /// <summary>Tells it that it has time before it is needed.</summary>
    public void Prepare()
    {
        lock (_gate)
        {
            if (_end is null)
            {
                _outbox.Add((new PrepareRequest(), default), CancellationToken.None);
            }
        }
    }

    /// <summary>Asks for one thing; one at a time. Ends on the thread that learns of it, which is not to be kept.</summary>
    /// <exception cref="WorkerException">It failed, or the worker did, or the token was cancelled and the worker did not heed it.</exception>
    public async Task CallAsync(IWorkerMessage message, ReadOnlyMemory<byte> body, string phase, CancellationToken cancellationToken)
    {
        var call = new WorkerCall(phase);
        lock (_gate)
        {
            if (_end is { } end)
            {
                throw end.During(phase);
            }

            _call = call;
            _outbox.Add((message, body), CancellationToken.None);
        }

        var registration = cancellationToken.UnsafeRegister(_ => Cancel(call), null);
        try
        {
            if ((await call.Reply).Fault is { } fault)
            {
                if (fault.IsOutOfMemory && _memoryLimit is { } limit)
                {
                    // What has failed to allocate may have left anything behind.
                    var end = WorkerEnd.OutOfMemory(limit, fault.Message);
                    End(end with { WasTold = true });
                    throw end.During(fault.Phase);
                }

                throw new WorkerException(fault);
            }
        }
        finally
        {
            registration.Unregister();
        }
    }

    /// <summary>Ends it at once, with everything that it has started. The first reason stands.</summary>
    public void End(WorkerEnd end)
    {
        WorkerCall? call;
        lock (_gate)
        {
            call = _call;
            _call = null;
            if (_end is null)
            {
                _end = end with { WasTold = end.WasTold || call is not null };
                _outbox.CompleteAdding();
            }

            end = _end;
            _child?.Kill();
        }

        _greeted.Set();
        call?.Fail(end.During(call.Phase));
    }

    private void Cancel(WorkerCall call)
    {
        lock (_gate)
        {
            if (_call != call)
            {
                return;
            }

            _outbox.Add((new CancelRequest(), default), CancellationToken.None);
        }

        if (!call.EndsWithin(_launch.Heed))
        {
            End(WorkerEnd.Killed());
        }
    }

    private void Run()
    {
        var started = Stopwatch.GetTimestamp();
        using var child = Spawn();
        if (child is null)
        {
            return;
        }

        try
        {
            var exit = Serve(child, started);
            CompositionLog.WorkerGone(_log.Own, _instance, child.Id, exit);
        }
        finally
        {
            lock (_gate)
            {
                child.Kill();
                // From here on the number may be another process's.
                _child = null;
            }
        }

        _gone(this);
    }

    /// <summary>Reads to the end, whoever brings it about; tells how the process ended.</summary>
    private string Serve(ChildProcess child, long started)
    {
        var listener = Begin("dqx-worker-errors", () => _output.Read(child.Errors));
        Begin("dqx-worker-writer", () => Write(child.Input));
        var answers = new WorkerAnswers(child.Output, _launch.Path, _log);
        var end = answers.Greet() ?? Converse(answers, child, started);
        var exitCode = child.WaitForExit(end is null ? s_reap : TimeSpan.Zero);
        // What it has started, and itself where it has closed the stream and lives on.
        child.Kill();
        listener.Join(s_lastWords);
        _log.Close();
        End(end ?? Died(exitCode));
        return WorkerExit.Describe(exitCode);
    }

    private ChildProcess? Spawn()
    {
        try
        {
            var child = ChildProcess.Start(_launch.StartInfo(_memoryLimit));
            lock (_gate)
            {
                _child = child;
                if (_end is not null)
                {
                    child.Kill();
                }
            }

            return child;
        }
        catch (Win32Exception cause)
        {
            End(WorkerEnd.NotStarted(_launch.Path, cause.Message));
            return null;
        }
    }

    private WorkerEnd Died(int? exitCode) => _hasGreeted
        ? WorkerEnd.Exited(exitCode, _output.LastWords, _memoryLimit)
        : WorkerEnd.NotStarted(_launch.Path, $"{WorkerExit.Describe(exitCode)} before it had greeted{(_output.LastWords.Length == 0 ? "" : $"; its last words: {_output.LastWords}")}");

    /// <summary>Reads until the stream ends or makes no sense; the reason in the second case.</summary>
    private WorkerEnd? Converse(WorkerAnswers answers, ChildProcess child, long started)
    {
        if (!answers.HaveBegun)
        {
            return null;
        }

        child.LeadsGroup = true;
        _hasGreeted = true;
        var taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        CompositionLog.WorkerGreeted(_log.Own, _instance, child.Id, taken);
        _greeted.Set();
        return answers.Read(Answer);
    }

    private void Answer(CallReply reply)
    {
        WorkerCall? call;
        lock (_gate)
        {
            call = _call;
            _call = null;
        }

        if (call is null)
        {
            throw new InvalidDataException("it answered without being asked");
        }

        call.Answer(reply);
    }

    private void Write(Stream input)
    {
        try
        {
            Greeting.Own.Write(input);
            if (!_greeted.Wait(_launch.StartTimeout))
            {
                End(WorkerEnd.NotStarted(_launch.Path, $"it did not greet within {Duration.Format(_launch.StartTimeout)}"));
                return;
            }

            var frames = new FrameWriter(input);
            foreach (var (message, body) in _outbox.GetConsumingEnumerable(CancellationToken.None))
            {
                frames.Write(message, body);
            }
        }
        catch (IOException)
        {
            // It does not listen any more. Why, the reader knows.
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The end of a thread: what came out of it, a throwing log for instance, would end the host. It becomes the reason why the worker is not used any more.")]
    private Thread Begin(string name, Action work)
    {
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception fault)
            {
                End(WorkerEnd.NotHandled(ExtensionBoundary.MessageOf(fault)));
            }
        })
        { IsBackground = true, Name = name };
        thread.UnsafeStart();
        return thread;
    }
}
