using System.Reflection;
using System.Reflection.Metadata;

namespace Dqx.Composition.Inspection;

/// <summary>Whether MEF can create a type: one public constructor marked for import, else a public one without parameters.</summary>
internal static class Constructors
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? Problem(MetadataReader reader, TypeDefinition type)
    {
        var importing = 0;
        var plain = false;
        foreach (var handle in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            var isPublicConstructor = (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
                && !method.Attributes.HasFlag(MethodAttributes.Static)
                && reader.StringComparer.Equals(method.Name, ".ctor");
            if (isPublicConstructor)
            {
                importing += IsImporting(reader, method) ? 1 : 0;
                plain |= reader.GetBlobReader(method.Signature) is var signature && ParameterCount(signature) == 0;
            }
        }

        return importing > 1 ? "has several [ImportingConstructor]s"
            : importing == 0 && !plain ? "has no public constructor that takes nothing, nor one marked [ImportingConstructor]"
            : null;
    }

    private static bool IsImporting(MetadataReader reader, MethodDefinition method)
    {
        foreach (var handle in method.GetCustomAttributes())
        {
            if (new AppliedAttribute(reader, reader.GetCustomAttribute(handle)).Identity.Type == "System.Composition.ImportingConstructorAttribute")
            {
                return true;
            }
        }

        return false;
    }

    private static int ParameterCount(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }
}
