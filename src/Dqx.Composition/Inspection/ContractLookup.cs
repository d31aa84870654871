using System.Reflection.Metadata;

namespace Dqx.Composition.Inspection;

/// <summary>Whether a type implements a contract, as far as its own file tells.</summary>
internal static class ContractLookup
{
    /// <summary>True or false when the file settles it; null when a base type or an interface of another assembly may.</summary>
    public static bool? Implements(MetadataReader reader, TypeDefinitionHandle handle, string contract)
    {
        var unknown = false;
        var pending = new Stack<EntityHandle>([handle]);
        // A file may claim that a type is its own base; every type is looked at once.
        var seen = new HashSet<EntityHandle>();
        while (pending.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            switch (next.Kind)
            {
                case HandleKind.TypeDefinition:
                    var type = reader.GetTypeDefinition((TypeDefinitionHandle)next);
                    if (!type.BaseType.IsNil)
                    {
                        pending.Push(type.BaseType);
                    }

                    foreach (var implementation in type.GetInterfaceImplementations())
                    {
                        pending.Push(reader.GetInterfaceImplementation(implementation).Interface);
                    }

                    break;
                case HandleKind.TypeReference:
                    var name = TypeNames.Of(reader, (TypeReferenceHandle)next);
                    if (name == contract)
                    {
                        return true;
                    }

                    // The framework does not implement our contract.
                    unknown |= !name.StartsWith("System.", StringComparison.Ordinal);
                    break;
                default:
                    unknown = true;
                    break;
            }
        }

        return unknown ? null : false;
    }
}
