using System.Reflection.Metadata;

namespace Dqx.Composition.Inspection;

/// <summary>Type names for the decoder of attribute values: full names, and for enums the usual underlying type.</summary>
internal sealed class AttributeText : ICustomAttributeTypeProvider<string>
{
    public static AttributeText Instance { get; } = new();

    // Only texts are told apart from the rest; naming every code would sort the enum's names.
    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode is PrimitiveTypeCode.String ? "String" : "primitive";

    public string GetSystemType() => "System.Type";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => TypeNames.Of(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => TypeNames.Of(reader, handle);

    public string GetTypeFromSerializedName(string name) => name;

    // An enum's size is in another file; int is what nearly all have, and what is none of ours is not looked at.
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public bool IsSystemType(string type) => type == "System.Type";
}
