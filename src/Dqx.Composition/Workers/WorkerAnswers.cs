using Dqx.Composition.Workers.Protocol;

namespace Dqx.Composition.Workers;

/// <summary>What comes from a worker. It is not trusted: whatever makes no sense is the end of it.</summary>
internal sealed class WorkerAnswers(Stream output, string path, WorkerLog log)
{
    /// <summary>Whether it has greeted as a worker that fits.</summary>
    public bool HaveBegun { get; private set; }

    /// <summary>Reads the greeting; the reason when it is none or does not fit, null when all is well or the stream ended.</summary>
    public WorkerEnd? Greet()
    {
        if (Greeting.ReadLine(output) is not { } line)
        {
            return null;
        }

        if (Greeting.Parse(line) is not { } greeting)
        {
            return WorkerEnd.NoWorker(path, line);
        }

        if (Greeting.Mismatch(Greeting.Own, greeting) is { } mismatch)
        {
            return WorkerEnd.Mismatch(path, mismatch);
        }

        HaveBegun = true;
        return null;
    }

    /// <summary>Reads until the stream ends or makes no sense; the reason in the second case.</summary>
    public WorkerEnd? Read(Action<CallReply> answer)
    {
        var frames = new FrameReader(output, WorkerProtocol.LongestHeader, longestBody: 0);
        while (true)
        {
            try
            {
                switch (Next(frames))
                {
                    case LogRecord record:
                        log.Mirror(record);
                        break;
                    case CallReply reply:
                        answer(reply);
                        break;
                    default:
                        return null;
                }
            }
            catch (InvalidDataException wrong)
            {
                return WorkerEnd.NotAFrame(wrong.Message);
            }
        }
    }

    /// <summary>Null where the stream ends, also within a frame: it died while it wrote.</summary>
    private static IWorkerMessage? Next(FrameReader frames)
    {
        try
        {
            return frames.Read() is not { } frame ? null : frame.Kind switch
            {
                LogRecord.Name => LogRecord.Read(frame.Header),
                CallReply.Name => CallReply.Read(frame.Header),
                var kind => throw new InvalidDataException($"there are no frames of kind '{kind}'"),
            };
        }
        catch (EndOfStreamException)
        {
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException(wrong.Message, wrong);
        }
    }
}
