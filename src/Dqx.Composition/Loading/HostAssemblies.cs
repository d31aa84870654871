using System.Composition;
using System.Reflection;
using System.Runtime.Loader;
using Dqx.Datasets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Loading;

/// <summary>
/// The assemblies that extensions always get from the host, because types of theirs cross the boundary. A private copy would be
/// another type of the same name: no exports and no error (the MEF attributes), or a TypeLoadException (the abstractions).
/// </summary>
internal static class HostAssemblies
{
    // Two lists: a cold start pays for the code of a dictionary, or of pairs.
    private static readonly string[] s_names =
    [
        "Dqx.Abstractions", "Dqx", "System.Composition.AttributedModel", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions",
    ];

    // Lambdas, so that asking for a name loads nothing.
    private static readonly Func<Assembly>[] s_assemblies =
    [
        () => typeof(IResultProcessor).Assembly, () => typeof(IDataset).Assembly, () => typeof(ExportAttribute).Assembly, () => typeof(ILogger).Assembly, () => typeof(IServiceCollection).Assembly,
    ];

    public static bool IsShared(string name) => IndexOf(name) >= 0;

    /// <summary>Whether the name is one of DQX's own assemblies, whose version is a contract of major.minor.</summary>
    public static bool IsContract(string name) => name is "Dqx.Abstractions" or "Dqx";

    /// <summary>The host's assembly; null when the name is not shared.</summary>
    public static Assembly? Find(string? name) => name is not null && IndexOf(name) is >= 0 and var index ? s_assemblies[index]() : null;

    /// <summary>Whether the default load context gives this assembly to whoever wants the version of it: it does for its own and older ones.</summary>
    public static bool IsFoundByDefault(Assembly shared, Version? wanted)
        => AssemblyLoadContext.GetLoadContext(shared) == AssemblyLoadContext.Default && (wanted is null || wanted <= shared.GetName().Version);

    public static Version VersionOf(string name) => Find(name)?.GetName().Version ?? throw new ArgumentException($"{name} is not shared.", nameof(name));

    private static int IndexOf(string name) => Array.FindIndex(s_names, shared => shared.Equals(name, StringComparison.OrdinalIgnoreCase));
}
