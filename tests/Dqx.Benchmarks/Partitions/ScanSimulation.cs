namespace Dqx.Benchmarks.Partitions;

/// <summary>Workers that take one partition after the other, each the next one when it is free, as a run does. No data is read: the times are drawn.</summary>
/// <param name="seed">The same seed, the same times.</param>
/// <param name="partitions">How many partitions there are.</param>
internal sealed class ScanSimulation(int seed, int partitions)
{
    /// <summary>How long each partition's scan takes, in seconds.</summary>
    /// <param name="median">Of the scans that are no stragglers.</param>
    /// <param name="sigma">How uneven they are: two thirds are within a factor of e to this power.</param>
    /// <param name="stragglers">The part of them that takes ten times as long.</param>
    public double[] Times(double median, double sigma, double stragglers)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, partitions).Select(_ => median * Math.Exp(sigma * Normal(random)) * (random.NextDouble() < stragglers ? 10 : 1))];
    }

    /// <summary>When the last of the workers is done.</summary>
    public static double Makespan(IEnumerable<double> times, int workers)
    {
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, workers).Select(worker => (worker, 0.0)));
        var last = 0.0;
        foreach (var time in times)
        {
            free.TryDequeue(out var worker, out var at);
            free.Enqueue(worker, at + time);
            last = Math.Max(last, at + time);
        }

        return last;
    }

    /// <summary>Runs until every partition has been scanned, where each scan is lost with its engine at times. A lost one ends halfway, and is the
    /// only one that the next run repeats.</summary>
    /// <param name="times">What the scans take.</param>
    /// <param name="workers">How many there are.</param>
    /// <param name="lost">The part of scans that are lost.</param>
    /// <returns>How many runs it took, how long all took, and how many scans.</returns>
    public (int Runs, double Seconds, int Scans) UntilWhole(double[] times, int workers, double lost)
    {
        var random = new Random(seed + 1);
        var (runs, seconds, scans) = (0, 0.0, 0);
        for (var open = times; open.Length > 0; runs++)
        {
            var fails = open.Select(_ => random.NextDouble() < lost).ToArray();
            seconds += Makespan(open.Zip(fails, (time, fail) => fail ? time / 2 : time), workers);
            scans += open.Length;
            open = [.. open.Where((_, index) => fails[index])];
        }

        return (runs, seconds, scans);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
