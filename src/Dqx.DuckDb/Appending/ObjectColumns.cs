using System.Reflection;

namespace Dqx.DuckDb;

/// <summary>The columns of a .NET type: its public properties, in their order; or the value itself, as <c>value</c>.</summary>
internal static class ObjectColumns
{
    /// <exception cref="DqxException">A property's type has no counterpart in DuckDB, or there are no properties (DQX5003).</exception>
    internal static IReadOnlyList<AppendColumn<T>> For<T>(string dataset, IReadOnlyList<T> rows)
    {
        if (AppendTypes.For(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), DecimalDigits.Unknown) is not null)
        {
            return [Column<T, T>(dataset, "value", static row => row, rows)];
        }

        var columns = Properties(typeof(T)).Select(property => Column(dataset, property, rows)).ToArray();
        return columns.Length > 0
            ? columns
            : throw new DqxException("DQX5003", $"Dataset \"{dataset}\": {typeof(T)} has no public properties to make columns of.");
    }

    /// <summary>Whether the rows have to be seen before their columns can be made: a decimal's digits differ from value to value.</summary>
    internal static bool NeedRows<T>() =>
        IsDecimal(typeof(T)) || Properties(typeof(T)).Any(property => IsDecimal(property.PropertyType));

    private static bool IsDecimal(Type type) => type == typeof(decimal) || type == typeof(decimal?);

    /// <summary>A base class's properties come first; an interface has those of the interfaces that it extends, too.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetInterfaces().Where(_ => type.IsInterface).Append(type)
            .SelectMany(part => part.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .DistinctBy(property => property.Name, StringComparer.Ordinal)
            .OrderBy(property => Depth(property.DeclaringType));

    private static int Depth(Type? type) => type?.BaseType is { } parent ? 1 + Depth(parent) : 0;

    private static AppendColumn<T> Column<T>(string dataset, PropertyInfo property, IReadOnlyList<T> rows) =>
        (AppendColumn<T>)typeof(ObjectColumns).GetMethod(nameof(OfProperty), BindingFlags.Static | BindingFlags.NonPublic)! // below
            .MakeGenericMethod(typeof(T), property.PropertyType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [dataset, property, rows], null)!; // never null

    private static AppendColumn<TRow> OfProperty<TRow, T>(string dataset, PropertyInfo property, IReadOnlyList<TRow> rows)
    {
        var getter = property.GetMethod!; // chosen for having one
        if (typeof(TRow).IsValueType)
        {
            var read = getter.CreateDelegate<StructGetter<TRow, T>>();
            return Column<TRow, T>(dataset, property.Name, row => read(ref row), rows);
        }

        return Column(dataset, property.Name, getter.CreateDelegate<Func<TRow, T>>(), rows);
    }

    private static AppendColumn<TRow> Column<TRow, T>(string dataset, string name, Func<TRow, T> get, IReadOnlyList<TRow> rows)
    {
        var digits = DecimalDigits.Unknown;
        if (IsDecimal(typeof(T)))
        {
            digits = default;
            foreach (var row in rows)
            {
                digits = get(row) is decimal value ? digits.With(value) : digits;
            }
        }

        var underlying = Nullable.GetUnderlyingType(typeof(T));
        if (AppendTypes.For(underlying ?? typeof(T), digits) is not var (type, writer))
        {
            throw new DqxException("DQX5003", $"Dataset \"{dataset}\": the column \"{name}\" is of type {typeof(T)}, for which DuckDB has no column. Leave it out, or turn it into a number, a text or a date.");
        }

        return underlying is null
            ? new AppendColumn<TRow, T>(name, type, (VectorWriter<T>)writer, get)
            : (AppendColumn<TRow>)Activator.CreateInstance(typeof(NullableAppendColumn<,>).MakeGenericType(typeof(TRow), underlying), name, type, writer, get)!; // a class, never null
    }

    private delegate T StructGetter<TRow, T>(ref TRow row);
}
