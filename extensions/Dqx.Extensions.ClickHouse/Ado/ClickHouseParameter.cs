using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Dqx.Extensions.ClickHouse.Ado;

/// <summary>A value of a command, by its place.</summary>
internal sealed class ClickHouseParameter : DbParameter
{
    public override DbType DbType { get; set; } = DbType.Object;

    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            if (value != ParameterDirection.Input)
            {
                throw new NotSupportedException("ClickHouse's parameters go in only.");
            }
        }
    }

    public override bool IsNullable { get; set; }

    /// <summary>Not looked at: parameters are positional.</summary>
    [AllowNull]
    public override string ParameterName { get => field ?? ""; set; }

    public override int Size { get; set; }

    [AllowNull]
    public override string SourceColumn { get => field ?? ""; set; }

    public override bool SourceColumnNullMapping { get; set; }

    public override object? Value { get; set; }

    public override void ResetDbType() => DbType = DbType.Object;
}
