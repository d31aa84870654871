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

        return (Median(firsts), Median(seconds));
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
