using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>A type, with what its values need to be read; <see cref="Text"/> is DuckDB's own spelling of it.</summary>
internal sealed record ColumnType(DuckDbTypeId Id, string Text)
{
    /// <summary>How a DECIMAL or an ENUM lies in memory; otherwise <see cref="Id"/>.</summary>
    internal DuckDbTypeId Storage { get; private init; } = Id;

    internal byte Precision { get; private init; }

    internal byte Scale { get; private init; }

    internal ulong ArraySize { get; private init; }

    internal string[] Labels { get; private init; } = [];

    /// <summary>Item of a list or array; key and value of a map; members of a struct or union.</summary>
    internal ColumnType[] Children { get; private init; } = [];

    internal string[] Names { get; private init; } = [];

    internal static ColumnType From(LogicalTypeHandle type)
    {
        var plain = Describe(type);
        return NativeMethods.TakeText(NativeMethods.duckdb_logical_type_get_alias(type)) is { Length: > 0 } alias ? plain with { Text = alias } : plain;
    }

    private static ColumnType Describe(LogicalTypeHandle type)
    {
        var id = type.IsInvalid ? DuckDbTypeId.Invalid : NativeMethods.duckdb_get_type_id(type);
        switch (id)
        {
            case DuckDbTypeId.Decimal:
                var (precision, scale) = (NativeMethods.duckdb_decimal_width(type), NativeMethods.duckdb_decimal_scale(type));
                return new(id, $"DECIMAL({precision},{scale})") { Precision = precision, Scale = scale, Storage = NativeMethods.duckdb_decimal_internal_type(type) };
            case DuckDbTypeId.Enum:
                var labels = Each(NativeMethods.duckdb_enum_dictionary_size(type), i => NativeMethods.TakeText(NativeMethods.duckdb_enum_dictionary_value(type, i)) ?? "");
                return new(id, $"ENUM({string.Join(", ", labels.Select(Literal))})") { Labels = labels, Storage = NativeMethods.duckdb_enum_internal_type(type) };
            case DuckDbTypeId.List:
                var item = Child(NativeMethods.duckdb_list_type_child_type(type));
                return new(id, $"{item.Text}[]") { Children = [item] };
            case DuckDbTypeId.Array:
                var element = Child(NativeMethods.duckdb_array_type_child_type(type));
                var size = NativeMethods.duckdb_array_type_array_size(type);
                return new(id, $"{element.Text}[{size}]") { Children = [element], ArraySize = size };
            case DuckDbTypeId.Map:
                var (key, value) = (Child(NativeMethods.duckdb_map_type_key_type(type)), Child(NativeMethods.duckdb_map_type_value_type(type)));
                return new(id, $"MAP({key.Text}, {value.Text})") { Children = [key, value] };
            case DuckDbTypeId.Struct:
                var count = NativeMethods.duckdb_struct_type_child_count(type);
                return Members(
                    id,
                    Each(count, i => NativeMethods.TakeText(NativeMethods.duckdb_struct_type_child_name(type, i)) ?? ""),
                    Each(count, i => Child(NativeMethods.duckdb_struct_type_child_type(type, i))));
            case DuckDbTypeId.Union:
                var members = NativeMethods.duckdb_union_type_member_count(type);
                return Members(
                    id,
                    Each(members, i => NativeMethods.TakeText(NativeMethods.duckdb_union_type_member_name(type, i)) ?? ""),
                    Each(members, i => Child(NativeMethods.duckdb_union_type_member_type(type, i))));
            default:
                return new(id, TypeNames.Of(id));
        }
    }

    private static ColumnType Members(DuckDbTypeId id, string[] names, ColumnType[] types)
    {
        var members = names.Zip(types, (name, type) => $"{TypeNames.Member(name)} {type.Text}");
        return new(id, $"{TypeNames.Of(id)}({string.Join(", ", members)})") { Names = names, Children = types };
    }

    private static ColumnType Child(LogicalTypeHandle type)
    {
        using (type)
        {
            return From(type);
        }
    }

    private static T[] Each<T>(ulong count, Func<ulong, T> make)
    {
        var items = new T[count];
        for (var i = 0UL; i < count; i++)
        {
            items[i] = make(i);
        }

        return items;
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
