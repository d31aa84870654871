using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace Dqx.Composition.Loading;

/// <summary>An extension as the origin of code on a stack.</summary>
/// <param name="Name">The extension's name.</param>
/// <param name="File">Its main assembly, as it lies in the catalog.</param>
internal sealed record ExtensionOrigin(string Name, string File)
{
    private const int DeepestChain = 5;

    /// <summary>The extension whose code threw, or called what threw; null when no extension's code is on the stack.</summary>
    public static ExtensionOrigin? Of(Exception exception)
    {
        var current = exception;
        for (var depth = 0; current is not null && depth < DeepestChain; depth++)
        {
            if ((Of(new StackTrace(current)) ?? Of(current.GetType().Assembly)) is { } origin)
            {
                return origin;
            }

            current = current.InnerException;
        }

        return null;
    }

    /// <summary>The extension nearest to the top of a stack; null when there is none.</summary>
    public static ExtensionOrigin? Of(StackTrace stack)
        => Assemblies(stack).Select(Of).FirstOrDefault(origin => origin is not null);

    /// <summary>Whether code of the host is on the stack of an exception that came out of no extension: a defect of the host.</summary>
    public static bool IsOfHost(Exception exception)
        => Assemblies(new StackTrace(exception)).Any(assembly => AssemblyLoadContext.GetLoadContext(assembly) == AssemblyLoadContext.Default
            && assembly.GetName().Name is { } name && (name == "Dqx" || name.StartsWith("Dqx.", StringComparison.Ordinal)));

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Extensions are never trimmed.")]
    private static IEnumerable<Assembly> Assemblies(StackTrace stack)
        => stack.GetFrames().Select(frame => frame.GetMethod()?.Module.Assembly).OfType<Assembly>();

    private static ExtensionOrigin? Of(Assembly assembly) => (AssemblyLoadContext.GetLoadContext(assembly) as ExtensionLoadContext)?.Origin;
}
