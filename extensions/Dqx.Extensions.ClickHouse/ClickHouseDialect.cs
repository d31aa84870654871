using System.Collections.Immutable;
using System.Globalization;
using Dqx.Sql;

namespace Dqx.Extensions.ClickHouse;

/// <summary>What ClickHouse says differently. Its aggregates of nothing are 0 and not NULL, its sums wrap around, and NaN has no place in its order.</summary>
internal sealed class ClickHouseDialect : SqlDialect
{
    /// <summary>Two to the power of 64: how far a sum of integers is off each time that it wraps around.</summary>
    private const string Turn = "18446744073709551616";

    private ClickHouseDialect()
    {
    }

    public static ClickHouseDialect Instance { get; } = new();

    public override string Name => "clickhouse";

    /// <summary>Quotes by their codes: ClickHouse 18 does not know doubled ones, and whoever looks for the end of a quotation need not know of backslashes.</summary>
    public override string Quote(string identifier) => $"\"{Escape(identifier).Replace("\"", @"\x22", StringComparison.Ordinal)}\"";

    public override string TextLiteral(string text) => $"'{Escape(text).Replace("'", @"\x27", StringComparison.Ordinal)}'";

    public override string DateLiteral(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"toDate('{date:yyyy-MM-dd}')");

    /// <summary>Written by the command as a parameter of the server, or as a literal where the server has none.</summary>
    public override string Parameter(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{{p{ordinal}}}");

    public override ColumnKind KindOf(string typeName) => ClickHouseTypes.KindOf(typeName);

    public override string ToDouble(string operand) => $"toFloat64({operand})";

    public override string ToText(string operand) => $"toString({operand})";

    public override string InUtc(string operand) => $"toTimeZone({operand}, 'UTC')";

    public override string ToNumber(string operand, ColumnKind kind) => kind is ColumnKind.Boolean ? $"toUInt8({operand})" : operand;

    /// <summary>Enumerations and fixed strings are texts, too.</summary>
    public override string Comparable(string operand, ColumnKind kind) => kind is ColumnKind.Text ? $"toString({operand})" : operand;

    public override string Count(string? condition) => condition is null ? "count()" : $"countIf({condition})";

    /// <summary>Of a column that is never NULL the server knows the count; to look for NULLs in it costs as much as to sum it (measured).</summary>
    public override string CountValues(string operand, string? condition) => condition is null ? $"count({operand})" : Count(And($"isNotNull({operand})", condition));

    /// <remarks>Of integers the server's own, of 64 bits, and as many turns more as the sum of the doubles says: exact while that errs by less than half
    /// a turn. Measured on 18.16 with two threads, milliseconds for 20 million rows: the sum alone 380, both 410, in 128 bits 710.</remarks>
    public override string Sum(string operand, ColumnKind kind, string? condition)
    {
        var sum = If("sum", operand, condition);
        var doubles = If("sum", ToDouble(operand), condition);
        return OrNull(operand, kind, condition, kind is not (ColumnKind.Integer or ColumnKind.Boolean) ? sum
            : $"toDecimal128({sum}, 0) + toDecimal128(round(({doubles} - toFloat64({sum})) / {Turn}.), 0) * toDecimal128('{Turn}', 0)");
    }

    public override string Minimum(string operand, ColumnKind kind, string? condition)
        => OrNull(operand, kind, condition, kind is not ColumnKind.Floating ? If("min", operand, condition)
            : $"if({Count(And(IsNumber(operand), condition))} = 0, nan, {If("min", operand, And(IsNumber(operand), condition))})");

    public override string Maximum(string operand, ColumnKind kind, string? condition)
        => OrNull(operand, kind, condition, kind is not ColumnKind.Floating ? If("max", operand, condition)
            : $"if({Count(And(IsNaN(operand), condition))} > 0, nan, {If("max", operand, condition)})");

    /// <remarks>varSamp subtracts large numbers from each other: of 1000000001, 1000000002 and 1000000003 it says 0. Where that costs more than about
    /// ten digits the result is NaN, an error, and no wrong number. varSampStable does not, but 18.16 cannot merge what its shards say.
    /// The guards are of aggregates that other metrics of the column have as well, which the server computes once.</remarks>
    public override string Variance(string operand, string? condition)
    {
        var (doubles, variance) = (ToDouble(operand), If("varSamp", ToDouble(operand), condition));
        return $"if({CountValues(operand, condition)} < 2, NULL, if({If("min", operand, condition)} = {If("max", operand, condition)}, 0, "
            + $"if({variance} < pow({If("sum", doubles, condition)} / {CountValues(operand, condition)}, 2) * 1e-10, nan, {variance})))";
    }

    public override string First(string operand, string order, string? condition) => FirstRow(operand, order, condition, "3");

    public override string FirstOrder(string operand, string order, string? condition) => FirstRow(operand, order, condition, "2");

    /// <summary>To ClickHouse every NaN is another value; here all of them are one.</summary>
    public override string CountDistinct(string operand, ColumnKind kind, string? condition) => kind is not ColumnKind.Floating
        ? If("uniqExact", operand, condition)
        : $"{If("uniqExact", operand, And(IsNumber(operand), condition))} + ({Count(And(IsNaN(operand), condition))} > 0)";

    public override string Tuple(ImmutableArray<string> operands) => $"tuple({string.Join(", ", operands)})";

    public override string TextLength(string operand) => $"lengthUTF8(toString({operand}))";

    public override string ListLength(string operand) => $"length({operand})";

    public override string MapLength(string operand) => $"length({operand})";

    public override string Day(string operand, ColumnKind kind, Func<string> zone)
        => kind is ColumnKind.TimestampWithZone ? $"toDate({operand}, {(zone ?? throw new ArgumentNullException(nameof(zone)))()})" : base.Day(operand, kind, zone);

    /// <summary>What is no date of ClickHouse, which begin in 1970, is its day zero.</summary>
    protected override string TextDay(string operand) => $"nullIf(toDateOrNull(substring(toString({operand}), 1, 10)), toDate(0))";

    private static string If(string aggregate, string operand, string? condition) => condition is null ? $"{aggregate}({operand})" : $"{aggregate}If({operand}, {condition})";

    private static string IsNumber(string operand) => $"{operand} = {operand}";

    private static string IsNaN(string operand) => $"{operand} != {operand}";

    private static string Escape(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\0", @"\0", StringComparison.Ordinal);

    /// <summary>An aggregate is NULL when all values are, but not when there is no row. Those of floating numbers here would be NaN, so the values are counted.</summary>
    private string OrNull(string operand, ColumnKind kind, string? condition, string aggregate)
        => $"if({(kind is ColumnKind.Floating ? CountValues(operand, condition) : Count(condition))} = 0, NULL, {aggregate})";

    /// <summary>NaN stands behind all numbers. The smallest tuple is NULL-free: NULL is no part of it.</summary>
    private static string FirstRow(string operand, string order, string? condition, string element)
    {
        var both = And(condition, $"isNotNull({order})", $"isNotNull({operand})") ?? "";
        var (key, value) = ($"assumeNotNull({order})", $"assumeNotNull({operand})");
        return $"if(countIf({both}) = 0, NULL, tupleElement(minIf(tuple({IsNaN(key)}, {key}, {value}), {both}), {element}))";
    }
}
