using System.Reflection;

namespace Dqx.DuckDb;

/// <summary>Enums by name; formatting one is slow, so each value is formatted once.</summary>
internal static class EnumNames
{
    /// <summary>A <c>Func&lt;TEnum, string&gt;</c> for the enum.</summary>
    internal static Delegate Of(Type type) =>
        (Delegate)typeof(EnumNames).GetMethod(nameof(Make), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, null)!; // below

    private static Func<TEnum, string> Make<TEnum>()
        where TEnum : struct, Enum
    {
        Dictionary<TEnum, string> names = [];
        return value =>
        {
            if (!names.TryGetValue(value, out var name))
            {
                names[value] = name = value.ToString();
            }

            return name;
        };
    }
}
