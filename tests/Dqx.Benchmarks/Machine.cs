using System.Diagnostics;
using System.Reflection;

namespace Dqx.Benchmarks;

/// <summary>Where things are, and how long they take.</summary>
internal static class Machine
{
    public static string Root { get; } = typeof(Machine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>The command as the ordinary Release build makes it.</summary>
    public static string Dqx => Path.Combine(Root, "artifacts", "bin", "Dqx.Cli", "release", OperatingSystem.IsWindows() ? "dqx.exe" : "dqx");

    /// <summary>A file of the tests' real data.</summary>
    public static string Data(string name)
    {
        var path = Path.Combine(Root, "artifacts", "data", "vega", name);
        return File.Exists(path) ? path : throw new FileNotFoundException("The data is not there: run build/data/fetch.sh first.", path);
    }

    /// <summary>Milliseconds of two things that are measured in turn, the median of each.</summary>
    public static async Task<(double First, double Second)> AlternateAsync(int rounds, Func<Task> first, Func<Task> second)
    {
        var (firsts, seconds) = await TurnsAsync(rounds, first, second);
        return (Median(firsts), Median(seconds));
    }

    /// <summary>How much longer the second takes than the first, measured in turn. What else the machine does comes and goes: of the
    /// ratio of the medians and that of the shortest times the lower one is meant. Processor time is told besides.</summary>
    public static async Task<Ratio> CompareAsync(int rounds, Func<Task> first, Func<Task> second)
    {
        var (firstBusy, secondBusy) = (new List<double>(), new List<double>());
        var (firsts, seconds) = await TurnsAsync(rounds, () => BusyAsync(firstBusy, first), () => BusyAsync(secondBusy, second));
        return new Ratio(
            Median(firsts), Median(seconds), Math.Min(Median(seconds) / Median(firsts), seconds.Min() / firsts.Min()), Median(secondBusy[1..]) / Median(firstBusy[1..]), rounds);
    }

    /// <summary>Milliseconds of something that has been warmed up, the median.</summary>
    public static async Task<double> MedianAsync(int rounds, Func<Task> action, int warm = 1)
    {
        for (var round = 0; round < warm; round++)
        {
            await action();
        }

        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            times.Add(await TimeAsync(action));
        }

        return Median(times);
    }

    /// <summary>Milliseconds of something that has been warmed up and is compared with nothing: the least, because all others hold what else the machine does.</summary>
    public static async Task<double> ShortestAsync(int rounds, Func<Task> action, int warm)
    {
        var least = double.MaxValue;
        for (var round = -warm; round < rounds; round++)
        {
            var time = await TimeAsync(action);
            least = round < 0 ? least : Math.Min(least, time);
        }

        return least;
    }

    private static async Task BusyAsync(List<double> busy, Func<Task> action)
    {
        var before = Environment.CpuUsage.TotalTime;
        await action();
        busy.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    private static async Task<(List<double> First, List<double> Second)> TurnsAsync(int rounds, Func<Task> first, Func<Task> second)
    {
        var (firsts, seconds) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            // The first round warms caches and is not counted.
            var (a, b) = (await TimeAsync(first), await TimeAsync(second));
            if (round > 0)
            {
                firsts.Add(a);
                seconds.Add(b);
            }
        }

        return (firsts, seconds);
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

/// <summary>Two things that were measured in turn.</summary>
/// <param name="First">Milliseconds of the first, the median.</param>
/// <param name="Second">Milliseconds of the second, the median.</param>
/// <param name="Factor">How much longer the second takes.</param>
/// <param name="Busy">How much longer it keeps processors busy, whatever else they do.</param>
/// <param name="Rounds">How often each was measured.</param>
internal readonly record struct Ratio(double First, double Second, double Factor, double Busy, int Rounds)
{
    /// <summary>The figure against a bar for the factor.</summary>
    public BarResult Against(double most) => new(
        FormattableString.Invariant($"{Factor:F2} × ({Second:F0} ms against {First:F0} ms, medians of {Rounds}; processor time {Busy:F2} ×)"), FormattableString.Invariant($"≤ {most:F2} ×"), Factor <= most);
}
