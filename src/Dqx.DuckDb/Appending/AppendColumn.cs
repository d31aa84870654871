using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>A column to be filled from rows of some kind: its name, its type in DuckDB, and how a row's value gets there.</summary>
internal abstract class AppendColumn<TRow>(string name, AppendType type)
{
    internal string Name { get; } = name;

    internal AppendType Type { get; } = type;

    internal abstract void Attach(nint vector);

    internal abstract void Append(TRow row, int index);
}

/// <summary>A column whose values are read with their own type.</summary>
internal sealed class AppendColumn<TRow, T>(string name, AppendType type, VectorWriter<T> writer, Func<TRow, T> get, Func<TRow, bool>? isNull = null)
    : AppendColumn<TRow>(name, type)
{
    internal override void Attach(nint vector) => writer.Attach(vector);

    internal override void Append(TRow row, int index)
    {
        if (isNull is not null && isNull(row))
        {
            writer.WriteNull(index);
        }
        else
        {
            writer.Write(index, get(row));
        }
    }
}

/// <summary>A column of <see cref="Nullable{T}"/>.</summary>
internal sealed class NullableAppendColumn<TRow, T>(string name, AppendType type, VectorWriter<T> writer, Func<TRow, T?> get) : AppendColumn<TRow>(name, type)
    where T : struct
{
    internal override void Attach(nint vector) => writer.Attach(vector);

    internal override void Append(TRow row, int index)
    {
        if (get(row) is { } value)
        {
            writer.Write(index, value);
        }
        else
        {
            writer.WriteNull(index);
        }
    }
}

/// <summary>A type of DuckDB to make a column of.</summary>
internal readonly record struct AppendType(DuckDbTypeId Id, byte Precision = 0, byte Scale = 0)
{
    internal string Sql => Id == DuckDbTypeId.Decimal ? $"DECIMAL({Precision},{Scale})" : TypeNames.Of(Id);

    internal LogicalTypeHandle Create() =>
        Id == DuckDbTypeId.Decimal ? NativeMethods.duckdb_create_decimal_type(Precision, Scale) : NativeMethods.duckdb_create_logical_type(Id);
}
