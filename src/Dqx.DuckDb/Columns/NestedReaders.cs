using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>Nothing but NULL.</summary>
internal sealed class NullReader : ColumnReader
{
    internal override Type ClrType => typeof(object);

    internal override bool IsNull(int row) => true;

    internal override object Value(int row) => DBNull.Value;
}

/// <summary>LIST: items, null where they are.</summary>
internal sealed unsafe class ListReader(ColumnReader item) : ColumnReader<List<object?>>
{
    private NativeListEntry* _entries;

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _entries = (NativeListEntry*)NativeMethods.duckdb_vector_get_data(vector);
        item.Attach(NativeMethods.duckdb_list_vector_get_child(vector));
    }

    internal override List<object?> Read(int row)
    {
        var (start, length) = (checked((int)_entries[row].Offset), checked((int)_entries[row].Length));
        return item.Values(start, length);
    }
}

/// <summary>ARRAY: as many items in every row.</summary>
internal sealed class ArrayReader(ColumnReader item, int size) : ColumnReader<List<object?>>
{
    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        item.Attach(NativeMethods.duckdb_array_vector_get_child(vector));
    }

    internal override List<object?> Read(int row) => item.Values(row * size, size);
}

/// <summary>STRUCT: members by name.</summary>
internal sealed class StructReader(string[] names, ColumnReader[] members) : ColumnReader<Dictionary<string, object?>>
{
    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        for (var i = 0; i < members.Length; i++)
        {
            members[i].Attach(NativeMethods.duckdb_struct_vector_get_child(vector, (ulong)i));
        }
    }

    internal override Dictionary<string, object?> Read(int row)
    {
        Dictionary<string, object?> value = new(members.Length, StringComparer.Ordinal);
        for (var i = 0; i < members.Length; i++)
        {
            value[names[i]] = members[i].ValueOrNull(row);
        }

        return value;
    }
}

/// <summary>MAP: a list of pairs underneath.</summary>
internal sealed unsafe class MapReader(ColumnReader key, ColumnReader value) : ColumnReader<Dictionary<object, object?>>
{
    private NativeListEntry* _entries;

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _entries = (NativeListEntry*)NativeMethods.duckdb_vector_get_data(vector);
        var pairs = NativeMethods.duckdb_list_vector_get_child(vector);
        key.Attach(NativeMethods.duckdb_struct_vector_get_child(pairs, 0));
        value.Attach(NativeMethods.duckdb_struct_vector_get_child(pairs, 1));
    }

    internal override Dictionary<object, object?> Read(int row)
    {
        var (start, length) = (checked((int)_entries[row].Offset), checked((int)_entries[row].Length));
        return Enumerable.Range(start, length).ToDictionary(key.Value, value.ValueOrNull);
    }
}

/// <summary>UNION: a tag, then a vector per member; the value is the member's.</summary>
internal sealed unsafe class UnionReader(ColumnReader[] members) : ColumnReader
{
    private byte* _tags;

    internal override Type ClrType => typeof(object);

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _tags = (byte*)NativeMethods.duckdb_vector_get_data(NativeMethods.duckdb_struct_vector_get_child(vector, 0));
        for (var i = 0; i < members.Length; i++)
        {
            members[i].Attach(NativeMethods.duckdb_struct_vector_get_child(vector, (ulong)i + 1));
        }
    }

    internal override bool IsNull(int row) => base.IsNull(row) || members[_tags[row]].IsNull(row);

    internal override object Value(int row) => members[_tags[row]].Value(row);
}
