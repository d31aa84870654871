using System.Reflection;
using System.Runtime.Loader;

namespace Dqx.Composition.Loading;

/// <summary>
/// The load context of one extension: its own dependencies in its own versions, the host's assemblies where types cross the
/// boundary. Collectible, so that an extension can be let go.
/// </summary>
internal sealed class ExtensionLoadContext : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;

    /// <summary>Creates a context for an extension.</summary>
    /// <param name="origin">Whose context it is.</param>
    /// <param name="mainAssembly">The file that is loaded: a private copy, or the one of the origin.</param>
    /// <exception cref="InvalidOperationException">Its <c>.deps.json</c> is damaged.</exception>
    public ExtensionLoadContext(ExtensionOrigin origin, string mainAssembly)
        : base($"dqx:{origin.Name}", isCollectible: true)
    {
        Origin = origin;
        _resolver = new AssemblyDependencyResolver(mainAssembly);
    }

    /// <summary>Whose context it is. Names and paths only: nothing of the extension is held.</summary>
    public ExtensionOrigin Origin { get; }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (HostAssemblies.Find(assemblyName.Name) is { } shared)
        {
            // What is returned here the runtime compares with the wanted name as a language would, and builds a collation for that: 16 ms of a
            // cold start (measured). The default context is asked next.
            return HostAssemblies.IsFoundByDefault(shared, assemblyName.Version) ? null : shared;
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path && !IsLink(path) ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is null || IsLink(path) ? 0
            : SharedNativeLibraries.IsShared(unmanagedDllName) ? SharedNativeLibraries.Load(unmanagedDllName, path)
            : LoadUnmanagedDllFromPath(path);
    }

    /// <summary>A link may lead out of the catalog, where other people may write.</summary>
    private static bool IsLink(string path) => File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);
}
