using System.Globalization;
using System.Runtime.Loader;
using Dqx.Composition.Loading;
using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests;

/// <summary>What only a process of its own can show: this assembly is also a program.</summary>
internal static class Isolated
{
    public const string NoCatalogs = "no-catalogs";
    public const string Reloads = "reloads";

    public static Task<int> Main(string[] args) => args switch
    {
        [NoCatalogs] => RunWithoutCatalogsAsync(),
        [Reloads, var catalog, var count] => ReloadAsync(catalog, int.Parse(count, CultureInfo.InvariantCulture)),
        _ => Task.FromResult(2),
    };

    /// <summary>Prints how many contexts are alive, and by how many bytes the managed heap has grown since the first reloads.</summary>
    private static async Task<int> ReloadAsync(string catalog, int count)
    {
        const int warmUp = 5;
        await using var host = DqxHost.Create(options => options.Catalogs.Add(catalog));
        var before = 0L;
        for (var i = 0; i < count + warmUp; i++)
        {
            if (i == warmUp)
            {
                before = GC.GetTotalMemory(forceFullCollection: true);
            }

            await host.ProcessAsync(Runs.Failing);
            await host.ReloadAsync();
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(FormattableString.Invariant($"{AssemblyLoadContext.All.OfType<ExtensionLoadContext>().Count()} {grown}"));
        return 0;
    }

    private static async Task<int> RunWithoutCatalogsAsync()
    {
        await using var host = DqxHost.Create(_ => { });
        var processed = await host.ProcessAsync(Runs.Failing);
        var mef = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name ?? "").Where(name => name.StartsWith("System.Composition", StringComparison.Ordinal)).ToArray();
        Console.WriteLine($"{processed.Run.Results.Length} result, {processed.Run.Processors.Length} processors, MEF: {(mef.Length == 0 ? "none" : string.Join(", ", mef))}");
        return 0;
    }
}
