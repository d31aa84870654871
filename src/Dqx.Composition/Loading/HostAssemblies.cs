using System.Collections.Frozen;
using System.Composition;
using System.Reflection;
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
    // Lambdas, so that asking for a name loads nothing.
    private static readonly FrozenDictionary<string, Func<Assembly>> s_shared = new Dictionary<string, Func<Assembly>>(StringComparer.OrdinalIgnoreCase)
    {
        ["Dqx.Abstractions"] = () => typeof(IResultProcessor).Assembly,
        ["Dqx"] = () => typeof(IDataset).Assembly,
        ["System.Composition.AttributedModel"] = () => typeof(ExportAttribute).Assembly,
        ["Microsoft.Extensions.Logging.Abstractions"] = () => typeof(ILogger).Assembly,
        ["Microsoft.Extensions.DependencyInjection.Abstractions"] = () => typeof(IServiceCollection).Assembly,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsShared(string name) => s_shared.ContainsKey(name);

    /// <summary>Whether the name is one of DQX's own assemblies, whose version is a contract of major.minor.</summary>
    public static bool IsContract(string name) => name is "Dqx.Abstractions" or "Dqx";

    /// <summary>The host's assembly; null when the name is not shared.</summary>
    public static Assembly? Find(string? name) => name is not null && s_shared.TryGetValue(name, out var assembly) ? assembly() : null;

    public static Version VersionOf(string name) => Find(name)?.GetName().Version ?? throw new ArgumentException($"{name} is not shared.", nameof(name));
}
