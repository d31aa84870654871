using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace Dqx.DuckDb;

/// <summary>The columns of an <see cref="IDataReader"/>, by what it says of its fields.</summary>
internal static class ReaderColumns
{
    /// <exception cref="DqxException">A field's type has no counterpart in DuckDB (DQX5003).</exception>
    internal static IReadOnlyList<AppendColumn<IDataReader>> For(string dataset, IDataReader reader)
    {
        var digits = Digits(reader);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(ordinal => Column(dataset, reader, ordinal, digits.GetValueOrDefault(ordinal, DecimalDigits.Unknown)))];
    }

    /// <summary>The reader once for every row.</summary>
    internal static IEnumerable<IDataReader> Rows(IDataReader reader)
    {
        while (reader.Read())
        {
            yield return reader;
        }
    }

    private static AppendColumn<IDataReader> Column(string dataset, IDataReader reader, int ordinal, DecimalDigits digits)
    {
        var type = reader.GetFieldType(ordinal);
        return AppendTypes.For(type, digits) is var (appendType, writer)
            ? (AppendColumn<IDataReader>)typeof(ReaderColumns).GetMethod(nameof(OfField), BindingFlags.Static | BindingFlags.NonPublic)! // below
                .MakeGenericMethod(type)
                .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [reader.GetName(ordinal), ordinal, appendType, writer], null)! // never null
            : throw new DqxException("DQX5003", $"Dataset \"{dataset}\": the column \"{reader.GetName(ordinal)}\" is of type {type}, for which DuckDB has no column. Leave it out of the query, or cast it there.");
    }

    private static AppendColumn<IDataReader> OfField<T>(string name, int ordinal, AppendType type, VectorWriter<T> writer) =>
        new AppendColumn<IDataReader, T>(
            name,
            type,
            writer,
            reader => reader is DbDataReader typed ? typed.GetFieldValue<T>(ordinal) : (T)reader.GetValue(ordinal),
            reader => reader.IsDBNull(ordinal));

    /// <summary>The digits of decimals, where the reader knows them.</summary>
    private static Dictionary<int, DecimalDigits> Digits(IDataReader reader)
    {
        Dictionary<int, DecimalDigits> digits = [];
        if (reader is IDbColumnSchemaGenerator generator)
        {
            foreach (var column in generator.GetColumnSchema())
            {
                Add(column.ColumnOrdinal, column.NumericPrecision, column.NumericScale);
            }
        }
        else if (SchemaTable(reader) is { } table && table.Columns.Contains(SchemaTableColumn.NumericScale))
        {
            foreach (DataRow row in table.Rows)
            {
                Add(Number(row[SchemaTableColumn.ColumnOrdinal]), Number(row[SchemaTableColumn.NumericPrecision]), Number(row[SchemaTableColumn.NumericScale]));
            }
        }

        return digits;

        // Providers say 0 or 255 for what they do not know.
        void Add(int? ordinal, int? precision, int? scale)
        {
            if (ordinal is { } index && precision is > 0 and <= 38 && scale >= 0 && scale <= precision)
            {
                digits[index] = new DecimalDigits(precision.Value - scale.Value, scale.Value);
            }
        }
    }

    private static DataTable? SchemaTable(IDataReader reader)
    {
        try
        {
            return reader.GetSchemaTable();
        }
        catch (NotSupportedException)
        {
            // A reader need not have one; its types are known without.
            return null;
        }
    }

    private static int? Number(object value) => value is DBNull ? null : Convert.ToInt32(value, CultureInfo.InvariantCulture);
}
