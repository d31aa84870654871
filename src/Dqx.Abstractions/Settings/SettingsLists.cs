using System.Collections;
using System.Collections.Immutable;

namespace Dqx;

/// <summary>Which types hold many values, and how to make them.</summary>
internal static class SettingsLists
{
    private static readonly Type[] s_arrayInterfaces =
        [typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>), typeof(ICollection<>), typeof(IList<>)];

    /// <summary>The type of the items; null when the type is not a list.</summary>
    public static Type? ItemType(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType();
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return definition is not null && (s_arrayInterfaces.Contains(definition) || definition == typeof(List<>) || definition == typeof(ImmutableArray<>))
            ? type.GetGenericArguments()[0]
            : null;
    }

    /// <summary>The type of the values; null when the type is not a dictionary with string keys.</summary>
    public static Type? DictionaryValueType(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var isDictionary = definition == typeof(Dictionary<,>) || definition == typeof(IReadOnlyDictionary<,>) || definition == typeof(IDictionary<,>);
        return isDictionary && type.GetGenericArguments() is [var key, var value] && key == typeof(string) ? value : null;
    }

    public static object Create(Type type, Type itemType, object?[] values)
    {
        var array = Array.CreateInstance(itemType, values.Length);
        values.CopyTo(array, 0);
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var definition && (definition == typeof(List<>) || definition == typeof(ImmutableArray<>)))
        {
            return definition == typeof(List<>)
                ? Made(Activator.CreateInstance(type, array))
                : Made(typeof(ImmutableArray).GetMethods()
                    .Single(method => method is { Name: nameof(ImmutableArray.CreateRange) } && method.GetGenericArguments().Length == 1 && method.GetParameters().Length == 1)
                    .MakeGenericMethod(itemType).Invoke(null, [array]));
        }

        return array;
    }

    public static IDictionary CreateDictionary(Type valueType)
        => (IDictionary)Made(Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), valueType)));

    private static object Made(object? made) => made ?? throw new InvalidOperationException("A list could not be created.");
}
