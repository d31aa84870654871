using System.Diagnostics;
using System.Globalization;

namespace Dqx.Benchmarks.Starts;

/// <summary>Fresh processes of this program, each of which measures one start.</summary>
internal static class Child
{
    /// <summary>The least of each start's times: whatever else the machine does only adds. In turns, so that all meet the same machine;
    /// after one each, which warms the disk's cache and makes the private copies.</summary>
    public static async Task<Measured[]> LeastAsync(int rounds, params (string What, string Catalog)[] starts)
    {
        var least = new Measured[starts.Length];
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < starts.Length; i++)
            {
                var one = await StartAsync(starts[i].What, starts[i].Catalog);
                least[i] = round <= 1 ? one : one with
                {
                    Milliseconds = Math.Min(one.Milliseconds, least[i].Milliseconds),
                    Processor = Math.Min(one.Processor, least[i].Processor),
                };
            }
        }

        return least;
    }

    private static async Task<Measured> StartAsync(string what, string catalog)
    {
        var program = Path.ChangeExtension(typeof(Child).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(program, [ColdStart.Argument, what, catalog]) { RedirectStandardOutput = true };
        start.Environment["DQX_CACHE"] = Path.Combine(catalog, "..", "cache");
        // As the command is started: its runtime configuration has these.
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The child did not start.");
        var line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var numbers = line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return process.ExitCode == 0 && numbers is [var elapsed, var processor, var active, var contexts, var mef]
            ? new Measured(elapsed, processor, (int)active, (int)contexts, (int)mef)
            : throw new InvalidOperationException($"The child ended with {process.ExitCode}: {line}");
    }
}

/// <summary>One start.</summary>
/// <param name="Milliseconds">By the stopwatch.</param>
/// <param name="Processor">Milliseconds of all processors, in the program and in the kernel for it.</param>
/// <param name="Active">Processors that were initialised.</param>
/// <param name="Contexts">Load contexts of extensions.</param>
/// <param name="Mef">Assemblies of System.Composition that are loaded.</param>
internal sealed record Measured(double Milliseconds, double Processor, int Active, int Contexts, int Mef);
