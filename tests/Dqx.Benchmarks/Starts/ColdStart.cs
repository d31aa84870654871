using System.Composition;
using System.Composition.Hosting;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Dqx.Composition;
using Dqx.Composition.Loading;
using Dqx.Suites;

namespace Dqx.Benchmarks.Starts;

/// <summary>
/// What a fresh process does and how long it takes by its own stopwatch: from before <see cref="DqxHost.Create(Action{DqxHostOptions})"/>
/// to the end of <see cref="DqxHost.StartAsync"/>. The start of the runtime and of this program is not in it; everything that the
/// host loads and compiles is.
/// </summary>
internal static class ColdStart
{
    /// <summary>What makes this program such a process.</summary>
    public const string Argument = "start";

    /// <summary>All extensions of a catalog, each in a container of its own.</summary>
    public const string Host = "host";

    /// <summary>The same catalog, every extension with <c>enabled: false</c>.</summary>
    public const string Disabled = "disabled";

    /// <summary>No catalog.</summary>
    public const string Nothing = "nothing";

    /// <summary>The same assemblies in one container over <c>WithAssemblies</c>, as the author of a host would write it: found, loaded,
    /// composed, and each processor created and initialised in metadata order. Neither verified, nor copied, nor isolated, nor timed.</summary>
    public const string Shared = "shared";

    public static async Task<int> RunAsync(string what, string catalog)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.GetTimestamp();
        var active = what == Shared ? await ShareAsync(catalog) : await StartAsync(what, catalog);
        var elapsed = Stopwatch.GetElapsedTime(watch);
        var spent = Environment.CpuUsage.TotalTime - cpu;
        var contexts = AssemblyLoadContext.All.OfType<ExtensionLoadContext>().Count();
        var mef = AppDomain.CurrentDomain.GetAssemblies().Count(assembly => assembly.GetName().Name?.StartsWith("System.Composition", StringComparison.Ordinal) == true);
        Console.WriteLine(FormattableString.Invariant($"{elapsed.TotalMilliseconds:F3} {spent.TotalMilliseconds:F3} {active} {contexts} {mef}"));
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> StartAsync(string what, string catalog)
    {
        // Not disposed: the process ends.
        var host = DqxHost.Create(options =>
        {
            if (what == Nothing)
            {
                return;
            }

            options.Catalogs.Add(catalog);
            if (what == Disabled)
            {
                Disable(options, catalog);
            }
        });
        await host.StartAsync();
        return what == Host ? Active(host) : 0;
    }

    private static void Disable(DqxHostOptions options, string catalog)
    {
        foreach (var folder in Directory.EnumerateDirectories(catalog))
        {
            var name = Path.GetFileName(folder);
            options.Processors.Add(new ProcessorConfiguration { Instance = name, Use = name, Enabled = false });
        }
    }

    private static int Active(DqxHost host) => host.Catalog.Entries.Count(entry => entry.State == ExtensionState.Active);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> ShareAsync(string catalog)
    {
        var assemblies = new List<Assembly>();
        foreach (var folder in Directory.EnumerateDirectories(catalog))
        {
            assemblies.Add(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, Path.GetFileName(folder) + ".dll")));
        }

        using var container = new ContainerConfiguration().WithAssemblies(assemblies).CreateContainer();
        var processors = container.GetExports<ExportFactory<IResultProcessor, IDictionary<string, object>>>()
            .OrderBy(factory => (int)factory.Metadata["Order"]).ThenBy(factory => (string)factory.Metadata["Name"], StringComparer.Ordinal)
            .Select(factory => factory.CreateExport().Value).ToList();
        foreach (var processor in processors)
        {
            await processor.InitializeAsync(ProcessorSettings.Empty, CancellationToken.None);
        }

        return processors.Count;
    }
}
