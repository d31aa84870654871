using System.Reflection;
using System.Reflection.Metadata;

namespace Dqx.Composition.Inspection;

/// <summary>Whether MEF can create a type: one public constructor marked for import, else a public one without parameters.</summary>
internal static class Constructors
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? Problem(MetadataReader reader, TypeDefinition type)
    {
        var (importing, hidden, withParameters) = (0, false, false);
        var plain = false;
        foreach (var handle in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if (method.Attributes.HasFlag(MethodAttributes.Static) || !reader.StringComparer.Equals(method.Name, ".ctor"))
            {
                continue;
            }

            if ((method.Attributes & MethodAttributes.MemberAccessMask) != MethodAttributes.Public)
            {
                hidden |= IsImporting(reader, method);
                continue;
            }

            importing += IsImporting(reader, method) ? 1 : 0;
            var takesNothing = ParameterCount(reader.GetBlobReader(method.Signature)) == 0;
            plain |= takesNothing;
            withParameters |= !takesNothing;
        }

        return importing > 1 ? "has several [ImportingConstructor]s"
            : importing > 0 || plain ? null
            : hidden ? "has an [ImportingConstructor] that is not public"
            : withParameters ? "has a public constructor that takes parameters and is not marked [ImportingConstructor]"
            : "has no public constructor";
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
