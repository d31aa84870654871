using System.Runtime.Loader;
using Dqx.Benchmarks.Starts;
using Dqx.Composition;
using Dqx.Composition.Loading;

namespace Dqx.Benchmarks.Bars;

/// <summary>1,000 reloads of a host with three extensions, with a run before each: what is left in memory besides the three in use.</summary>
internal sealed class ReloadBar : IBar
{
    private const int InUse = 3;
    private const int Reloads = 1_000;
    private const int WarmUp = 20;
    private const double Most = 10;

    private static readonly SuiteRun s_run = new() { RunId = Guid.NewGuid(), Suite = "s", Key = ResultKey.For(default), StartedAt = default };

    public string Name => "1,000 reloads";

    public async Task<BarResult> MeasureAsync()
    {
        using var catalog = new BenchmarkCatalog(InUse);
        await using var host = DqxHost.Create(options => options.Catalogs.Add(catalog.Folder));
        var before = 0.0;
        for (var i = 0; i < Reloads + WarmUp; i++)
        {
            if (i == WarmUp)
            {
                before = Megabytes();
            }

            await host.ProcessAsync(s_run);
            await host.ReloadAsync();
        }

        var grown = Megabytes() - before;
        var live = AssemblyLoadContext.All.OfType<ExtensionLoadContext>().Count() - InUse;
        return new BarResult(
            FormattableString.Invariant($"{live} live contexts, {grown:F1} MB more (managed heap and what the process holds privately, whichever grew more)"),
            FormattableString.Invariant($"0 live contexts, < {Most:F0} MB"),
            live == 0 && grown < Most);
    }

    /// <summary>The resident set without files: a context that is not collected shows there even where the heap does not show it.</summary>
    private static double Megabytes()
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
        var anonymous = OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1e3
            : managed;
        return Math.Max(managed, anonymous);
    }
}
