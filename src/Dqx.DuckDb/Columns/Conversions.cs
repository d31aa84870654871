using System.Globalization;
using System.Numerics;

namespace Dqx.DuckDb;

/// <summary>What a typed getter does when the column has another type: numbers into numbers that hold them, days into midnights.</summary>
internal static class Conversions
{
    /// <exception cref="InvalidCastException">No number, date or text turns into the other.</exception>
    /// <exception cref="OverflowException">The number does not fit.</exception>
    internal static T To<T>(object value) => value is T same ? same : (T)Convert(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));

    private static object Convert(object value, Type target) => (value, Type.GetTypeCode(target)) switch
    {
        (_, TypeCode.SByte) => Number<sbyte>(value),
        (_, TypeCode.Int16) => Number<short>(value),
        (_, TypeCode.Int32) => Number<int>(value),
        (_, TypeCode.Int64) => Number<long>(value),
        (_, TypeCode.Byte) => Number<byte>(value),
        (_, TypeCode.UInt16) => Number<ushort>(value),
        (_, TypeCode.UInt32) => Number<uint>(value),
        (_, TypeCode.UInt64) => Number<ulong>(value),
        (_, TypeCode.Single) => (float)Real(value, typeof(float)),
        (_, TypeCode.Double) => Real(value, typeof(double)),
        (_, TypeCode.Decimal) => Number<decimal>(value),
        (DateOnly day, TypeCode.DateTime) => day.ToDateTime(TimeOnly.MinValue),
        (DateTimeOffset time, TypeCode.DateTime) => time.UtcDateTime,
        (string { Length: 1 } text, TypeCode.Char) => text[0],
        (DateTime time, _) when target == typeof(DateOnly) && time.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(time),
        (DuckDbInterval interval, _) when target == typeof(TimeSpan) => interval.ToTimeSpan(),
        (TimeOnly time, _) when target == typeof(TimeSpan) => time.ToTimeSpan(),
        _ when target == typeof(Int128) => Number<Int128>(value),
        _ when target == typeof(UInt128) => Number<UInt128>(value),
        _ when target == typeof(BigInteger) => Number<BigInteger>(value),
        _ => throw Refuse(value, target),
    };

    /// <summary>The nearest double. The BCL cuts a BigInteger and a decimal off instead of rounding them.</summary>
    private static double Real(object value, Type target) => value switch
    {
        float v => v,
        BigInteger v => double.Parse(v.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        decimal v when Decimals.Split(v) is var (unscaled, scale) => Decimals.ToDouble(unscaled, scale),
        sbyte or short or int or long or byte or ushort or uint or ulong => System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => throw Refuse(value, target),
    };

    private static T Number<T>(object value)
        where T : INumberBase<T> => value switch
    {
        sbyte v => T.CreateChecked(v),
        short v => T.CreateChecked(v),
        int v => T.CreateChecked(v),
        long v => T.CreateChecked(v),
        byte v => T.CreateChecked(v),
        ushort v => T.CreateChecked(v),
        uint v => T.CreateChecked(v),
        ulong v => T.CreateChecked(v),
        BigInteger v => T.CreateChecked(v),
        decimal v when typeof(T) == typeof(decimal) || decimal.IsInteger(v) => T.CreateChecked(v),
        float v when typeof(T) == typeof(decimal) || float.IsInteger(v) => T.CreateChecked(v),
        double v when typeof(T) == typeof(decimal) || double.IsInteger(v) => T.CreateChecked(v),
        _ => throw Refuse(value, typeof(T)),
    };

    private static InvalidCastException Refuse(object value, Type target) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The value {value} ({value.GetType().Name}) cannot be read as {target.Name}."));
}
