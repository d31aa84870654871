using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dqx.Tests.Architecture;

/// <summary>The public surface of an assembly as text: what a change of it has to be reviewed against.</summary>
/// <remarks>What the compiler adds to every record is left out: it follows from the word record.</remarks>
internal static class PublicApiPrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            Attributes(text, type, indent: "");
            text.Append(CultureInfo.InvariantCulture, $"{Header(type)}\n{{\n");
            foreach (var line in type.IsEnum ? EnumValues(type) : Members(type))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {line}\n");
            }

            text.Append("}\n\n");
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$", Declared) is not null;
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => isRecord ? "abstract record" : "abstract class",
            { IsSealed: true } => isRecord ? "sealed record" : "sealed class",
            _ => isRecord ? "record" : "class",
        };
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var bases = new[] { type.BaseType }.OfType<Type>().Where(parent => parent != typeof(object) && !type.IsEnum && !type.IsValueType)
            .Concat(type.IsEnum ? [] : type.GetInterfaces().Except(inherited).Where(parent => !isRecord || !IsOwnEquality(parent, type)))
            .Select(TypeText.Of).Order(StringComparer.Ordinal).ToList();
        return $"public {kind} {type.Namespace}.{TypeText.Of(type)}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    private static bool IsOwnEquality(Type parent, Type type) => parent == typeof(IEquatable<>).MakeGenericType(type);

    private static IEnumerable<string> EnumValues(Type type)
        => Enum.GetNames(type).Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)},"));

    private static IEnumerable<string> Members(Type type) =>
    [
        .. type.GetFields(Declared).Where(IsVisible).OrderBy(field => field.Name, StringComparer.Ordinal).Select(Field),
        .. type.GetConstructors(Declared).Where(IsVisible).Select(constructor => $"{Access(constructor)} {TypeText.Of(type)}({Parameters(constructor)});").Order(StringComparer.Ordinal),
        .. type.GetProperties(Declared).Where(property => Accessors(property).Any(IsVisible) && !IsGenerated(property)).OrderBy(property => property.Name, StringComparer.Ordinal).Select(Property),
        .. type.GetMethods(Declared).Where(method => IsVisible(method) && !method.IsSpecialName && !IsGenerated(method)).Select(Method).Order(StringComparer.Ordinal),
        .. type.GetEvents(Declared).Select(happening => $"event {happening.Name};").Order(StringComparer.Ordinal),
    ];

    private static string Field(FieldInfo field)
        => field.IsLiteral
            ? $"public const {TypeText.Of(field)} {field.Name} = {Literal(field.GetRawConstantValue())};"
            : $"public {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeText.Of(field)} {field.Name};";

    private static string Property(PropertyInfo property)
    {
        var first = Accessors(property).First(IsVisible);
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"this[{string.Join(", ", parameters.Select(Parameter))}]" : property.Name;
        var accessors = Accessors(property).Where(IsVisible).Select(accessor => accessor == property.GetMethod ? "get;" : IsInit(accessor) ? "init;" : "set;");
        return $"{Access(first)} {Modifiers(first)}{required}{TypeText.Of(property)} {index} {{ {string.Join(' ', accessors)} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Constrained))}>" : "";
        return $"{Access(method)} {Modifiers(method)}{TypeText.Of(method.ReturnParameter)} {method.Name}{generic}({Parameters(method)});";
    }

    private static string Constrained(Type argument)
    {
        var isClass = argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
        var isStruct = argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        return argument.Name + (isClass ? " : class" : isStruct ? " : struct" : "");
    }

    private static string Parameters(MethodBase method)
        => (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        var passing = parameter switch { { IsOut: true } => "out ", { IsIn: true } => "in ", { ParameterType.IsByRef: true } => "ref ", _ => isParams ? "params " : "" };
        return $"{passing}{TypeText.Of(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue) : "")}";
    }

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true, IsAbstract: true } => "",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static void Attributes(StringBuilder text, MemberInfo member, string indent)
    {
        // The compiler's own say nothing that the text does not.
        var attributes = member.CustomAttributes
            .Where(attribute => attribute.AttributeType.Namespace != "System.Runtime.CompilerServices" && attribute.AttributeType != typeof(DefaultMemberAttribute))
            .Select(attribute => attribute.ToString()).Order(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}{attribute}\n");
        }
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) => new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>();

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsVisible(MethodBase method) => method.IsPublic || (method is { IsFamily: true } or { IsFamilyOrAssembly: true } && method.DeclaringType is { IsSealed: false });

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name == "EqualityContract";
}
