using System.Data.Common;

namespace Dqx.DuckDb;

/// <summary>A column of a result, as ADO.NET describes it.</summary>
internal sealed class DuckDbColumn : DbColumn
{
    internal DuckDbColumn(ResultColumn column, int ordinal, Type type)
    {
        ColumnName = column.Name;
        ColumnOrdinal = ordinal;
        DataType = type;
        DataTypeName = column.Type.Text;
        if (column.Type.Precision > 0)
        {
            NumericPrecision = column.Type.Precision;
            NumericScale = column.Type.Scale;
        }
    }
}
