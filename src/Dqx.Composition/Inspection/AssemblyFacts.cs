using System.Collections.Immutable;
using System.Reflection.PortableExecutable;

namespace Dqx.Composition.Inspection;

/// <summary>What the metadata of one managed file says.</summary>
/// <param name="File">The file, absolute.</param>
/// <param name="Name">The assembly's simple name.</param>
/// <param name="Version">The assembly's version.</param>
/// <param name="Mvid">The id that the compiler gave to exactly this build.</param>
/// <param name="References">The assemblies that it names.</param>
internal sealed record AssemblyFacts(
    string File,
    string Name,
    Version Version,
    Guid Mvid,
    ImmutableArray<AssemblyReferenceFacts> References)
{
    /// <summary>As in <c>TargetFrameworkAttribute</c>, e.g. <c>.NETCoreApp,Version=v10.0</c>; null when it is not stated.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>Whether it only describes an API and has no code.</summary>
    public bool IsReferenceAssembly { get; init; }

    /// <summary>The processor that its code needs; null when any will do.</summary>
    public Machine? Machine { get; init; }
}

/// <summary>A reference to another assembly.</summary>
/// <param name="Name">The simple name.</param>
/// <param name="Version">The version that it was compiled against.</param>
internal sealed record AssemblyReferenceFacts(string Name, Version Version);
