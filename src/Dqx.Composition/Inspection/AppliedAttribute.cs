using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Dqx.Composition.Inspection;

/// <summary>An attribute as it stands in a file: its type's name and the values that were given to it. A class, see <see cref="MetadataValue"/>.</summary>
internal sealed class AppliedAttribute(MetadataReader reader, CustomAttribute attribute)
{
    /// <summary>The attribute's type: full name and assembly (empty for a type of the file itself).</summary>
    public (string Type, string Assembly) Identity => attribute.Constructor.Kind switch
    {
        HandleKind.MemberReference when reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
            => (TypeNames.Of(reader, (TypeReferenceHandle)parent), TypeNames.AssemblyOf(reader, (TypeReferenceHandle)parent)),
        HandleKind.MethodDefinition
            => (TypeNames.Of(reader, reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()), ""),
        _ => ("", ""),
    };

    /// <summary>The first argument when that is a text; else null.</summary>
    public string? FirstText() => Decode().FixedArguments is { Length: > 0 } arguments ? arguments[0].Value as string : null;

    public CustomAttributeValue<string> Decode() => attribute.DecodeValue(AttributeText.Instance);

    /// <summary>The value as MEF would see it: arrays as arrays of their elements' type where those are texts.</summary>
    public static object? Plain(CustomAttributeTypedArgument<string> argument) => argument.Value switch
    {
        ImmutableArray<CustomAttributeTypedArgument<string>> items when argument.Type == "String[]" => items.Select(item => (string?)item.Value).ToArray(),
        ImmutableArray<CustomAttributeTypedArgument<string>> items => items.Select(item => item.Value).ToArray(),
        CustomAttributeTypedArgument<string> boxed => Plain(boxed),
        var value => value,
    };
}
