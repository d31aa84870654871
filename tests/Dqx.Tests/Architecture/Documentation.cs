using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Dqx.Tests.Architecture;

/// <summary>Reads the documentation file beside an assembly.</summary>
internal static class Documentation
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The type, if it has no text, and those of its public members that have none.</summary>
    public static IEnumerable<string> Missing(Type type)
    {
        var members = Members(type.Assembly);
        var ofType = members.GetValueOrDefault($"T:{type.FullName}") ?? [];
        // The properties of a positional record are documented as its parameters.
        var parameters = ofType.Elements("param").Where(HasText).Select(parameter => parameter.Attribute("name")?.Value).ToHashSet();
        if (!ofType.Any(IsDocumented))
        {
            yield return type.FullName ?? type.Name;
        }

        foreach (var member in type.GetMembers(Declared).Where(IsOurs).Where(member => !parameters.Contains(member.Name)))
        {
            var key = $"{Kind(member)}:{type.FullName}.{member.Name.Replace(".ctor", "#ctor", StringComparison.Ordinal)}";
            // The same holds for a primary constructor; one without parameters and text is the compiler's.
            var isPositional = member is ConstructorInfo constructor && (parameters.Count > 0 || constructor.GetParameters().Length == 0);
            if (!isPositional && !(members.GetValueOrDefault(key)?.Any(IsDocumented) ?? false))
            {
                yield return key;
            }
        }
    }

    /// <summary>By id without parameters; overloads share one.</summary>
    private static Dictionary<string, List<XElement>> Members(Assembly assembly)
        => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .GroupBy(member => (member.Attribute("name")?.Value ?? "").Split('(')[0].Split("``")[0])
            .ToDictionary(group => group.Key, group => group.ToList());

    private static bool IsDocumented(XElement member)
        => member.Element("inheritdoc") is not null || (member.Element("summary") is { } summary && HasText(summary));

    private static bool HasText(XElement element) => element.Value.Trim().Length > 0 || element.HasElements;

    private static bool IsOurs(MemberInfo member)
        => !member.IsDefined(typeof(CompilerGeneratedAttribute))
            && member is not (MethodInfo { IsSpecialName: true } or FieldInfo { IsSpecialName: true } or Type);

    private static string Kind(MemberInfo member) => member switch
    {
        PropertyInfo => "P",
        FieldInfo => "F",
        EventInfo => "E",
        _ => "M",
    };
}
