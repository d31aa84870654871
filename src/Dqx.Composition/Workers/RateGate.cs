using System.Diagnostics;

namespace Dqx.Composition.Workers;

/// <summary>Lets so many pass in a second and counts the others, so that a flood neither fills memory nor drowns the log. Safe for concurrent use.</summary>
internal sealed class RateGate(int perSecond)
{
    private readonly Lock _gate = new();
    private long _second = Stopwatch.GetTimestamp();
    private int _passed;
    private long _dropped;

    /// <summary>Whether one more may pass; if so, how many did not since the last one that did.</summary>
    public bool TryPass(out long dropped)
    {
        lock (_gate)
        {
            dropped = 0;
            var now = Stopwatch.GetTimestamp();
            if (now - _second >= Stopwatch.Frequency)
            {
                (_second, _passed) = (now, 0);
            }

            if (_passed >= perSecond)
            {
                _dropped++;
                return false;
            }

            _passed++;
            (dropped, _dropped) = (_dropped, 0);
            return true;
        }
    }

    /// <summary>How many did not pass since the last one that did; counted anew from here.</summary>
    public long TakeDropped()
    {
        lock (_gate)
        {
            var dropped = _dropped;
            _dropped = 0;
            return dropped;
        }
    }
}
