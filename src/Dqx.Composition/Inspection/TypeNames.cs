using System.Reflection.Metadata;

namespace Dqx.Composition.Inspection;

/// <summary>Full names of types, as reflection spells them (<c>Namespace.Outer+Inner</c>).</summary>
internal static class TypeNames
{
    public static string Of(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        var outer = type.GetDeclaringType();
        return outer.IsNil ? Join(reader.GetString(type.Namespace), name) : $"{Of(reader, outer)}+{name}";
    }

    public static string Of(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{Of(reader, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : Join(reader.GetString(type.Namespace), name);
    }

    /// <summary>The assembly that a reference points to; empty when it points into its own file.</summary>
    public static string AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
        => reader.GetTypeReference(handle).ResolutionScope switch
        {
            { Kind: HandleKind.AssemblyReference } scope => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            { Kind: HandleKind.TypeReference } scope => AssemblyOf(reader, (TypeReferenceHandle)scope),
            _ => "",
        };

    private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
