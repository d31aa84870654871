using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests;

/// <summary>What only a process of its own can show: this assembly is also a program.</summary>
internal static class Isolated
{
    public const string NoCatalogs = "no-catalogs";

    public static async Task<int> Main(string[] args)
    {
        if (args is not [NoCatalogs])
        {
            return 2;
        }

        await using var host = DqxHost.Create(_ => { });
        var processed = await host.ProcessAsync(Runs.Failing);
        var mef = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name ?? "").Where(name => name.StartsWith("System.Composition", StringComparison.Ordinal)).ToArray();
        Console.WriteLine($"{processed.Run.Results.Length} result, {processed.Run.Processors.Length} processors, MEF: {(mef.Length == 0 ? "none" : string.Join(", ", mef))}");
        return 0;
    }
}
