using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Dqx.Composition.Inspection;

/// <summary>Reads one file with System.Reflection.Metadata; nothing in it runs.</summary>
internal sealed class AssemblyInspector : IDisposable
{
    private readonly PEReader _file;

    private AssemblyInspector(PEReader file, MetadataReader reader, AssemblyFacts facts)
    {
        _file = file;
        Reader = reader;
        Facts = facts;
    }

    public MetadataReader Reader { get; }

    public AssemblyFacts Facts { get; }

    /// <summary>Opens a file; null when it is a valid executable image without managed code, such as a native library.</summary>
    /// <exception cref="BadImageFormatException">It is no executable image, or its metadata is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static AssemblyInspector? Open(string path)
    {
        var file = new PEReader(File.OpenRead(path), PEStreamOptions.PrefetchMetadata);
        try
        {
            if (file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } reader)
            {
                return new AssemblyInspector(file, reader, Read(path, file.PEHeaders, reader));
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return null;
    }

    public void Dispose() => _file.Dispose();

    private static AssemblyFacts Read(string path, PEHeaders headers, MetadataReader reader)
    {
        var assembly = reader.GetAssemblyDefinition();
        var (targetFramework, isReference) = AssemblyAttributes(reader, assembly);
        return new AssemblyFacts(
            path,
            reader.GetString(assembly.Name),
            assembly.Version,
            reader.GetGuid(reader.GetModuleDefinition().Mvid),
            References(reader))
        {
            TargetFramework = targetFramework,
            IsReferenceAssembly = isReference,
            Machine = NeededMachine(headers),
        };
    }

    private static ImmutableArray<AssemblyReferenceFacts> References(MetadataReader reader)
    {
        var references = ImmutableArray.CreateBuilder<AssemblyReferenceFacts>(reader.AssemblyReferences.Count);
        foreach (var handle in reader.AssemblyReferences)
        {
            var reference = reader.GetAssemblyReference(handle);
            references.Add(new AssemblyReferenceFacts(reader.GetString(reference.Name), reference.Version));
        }

        return references.MoveToImmutable();
    }

    private static (string? TargetFramework, bool IsReference) AssemblyAttributes(MetadataReader reader, AssemblyDefinition assembly)
    {
        var (targetFramework, isReference) = ((string?)null, false);
        foreach (var handle in assembly.GetCustomAttributes())
        {
            var attribute = new AppliedAttribute(reader, reader.GetCustomAttribute(handle));
            switch (attribute.Identity.Type)
            {
                case "System.Runtime.Versioning.TargetFrameworkAttribute":
                    targetFramework = attribute.FirstText();
                    break;
                case "System.Runtime.CompilerServices.ReferenceAssemblyAttribute":
                    isReference = true;
                    break;
            }
        }

        return (targetFramework, isReference);
    }

    /// <summary>Null for IL that runs anywhere: compiled for any CPU, marked as 32-bit hardware without requiring it.</summary>
    private static Machine? NeededMachine(PEHeaders headers)
    {
        // Precompiled images carry their system in the machine field, by exclusive or.
        ushort[] systems = [0, 0x7B79, 0x4644, 0xADC4, 0x1993, 0x1992];
        var flags = headers.CorHeader?.Flags ?? CorFlags.ILOnly;
        var machine = headers.CoffHeader.Machine;
        if (machine == Machine.I386 && !flags.HasFlag(CorFlags.Requires32Bit))
        {
            return null;
        }

        foreach (var system in systems)
        {
            if (ArchitectureOf((Machine)((ushort)machine ^ system)) is not null)
            {
                return (Machine)((ushort)machine ^ system);
            }
        }

        return null;
    }

    public static Architecture? ArchitectureOf(Machine? machine) => machine switch
    {
        System.Reflection.PortableExecutable.Machine.I386 => Architecture.X86,
        System.Reflection.PortableExecutable.Machine.Amd64 => Architecture.X64,
        System.Reflection.PortableExecutable.Machine.Arm or System.Reflection.PortableExecutable.Machine.ArmThumb2 => Architecture.Arm,
        System.Reflection.PortableExecutable.Machine.Arm64 => Architecture.Arm64,
        _ => null,
    };
}
