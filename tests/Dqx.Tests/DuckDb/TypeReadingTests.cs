using System.Data;
using System.Globalization;
using System.Numerics;
using Dqx.DuckDb;

namespace Dqx.Tests.DuckDb;

/// <summary>Every type that a query can return, read from a real DuckDB.</summary>
public sealed class TypeReadingTests
{
    private static readonly Dictionary<string, object> Expected = new(StringComparer.Ordinal)
    {
        ["true"] = true,
        ["false"] = false,
        ["(-128)::TINYINT"] = sbyte.MinValue,
        ["127::TINYINT"] = sbyte.MaxValue,
        ["(-32768)::SMALLINT"] = short.MinValue,
        ["32767::SMALLINT"] = short.MaxValue,
        ["(-2147483648)::INTEGER"] = int.MinValue,
        ["2147483647::INTEGER"] = int.MaxValue,
        ["(-9223372036854775808)::BIGINT"] = long.MinValue,
        ["9223372036854775807::BIGINT"] = long.MaxValue,
        ["255::UTINYINT"] = byte.MaxValue,
        ["65535::USMALLINT"] = ushort.MaxValue,
        ["4294967295::UINTEGER"] = uint.MaxValue,
        ["18446744073709551615::UBIGINT"] = ulong.MaxValue,
        ["'-170141183460469231731687303715884105728'::HUGEINT"] = (BigInteger)Int128.MinValue,
        ["'170141183460469231731687303715884105727'::HUGEINT"] = (BigInteger)Int128.MaxValue,
        ["1::HUGEINT"] = BigInteger.One,
        ["'340282366920938463463374607431768211455'::UHUGEINT"] = (BigInteger)UInt128.MaxValue,
        ["'-1234567890123456789012345678901234567890123456789'::BIGNUM"] = BigInteger.Parse("-1234567890123456789012345678901234567890123456789", CultureInfo.InvariantCulture),
        ["'1234567890123456789012345678901234567890123456789'::BIGNUM"] = BigInteger.Parse("1234567890123456789012345678901234567890123456789", CultureInfo.InvariantCulture),
        ["0::BIGNUM"] = BigInteger.Zero,
        ["'-3.4028235e38'::FLOAT"] = float.MinValue,
        ["0.1::FLOAT"] = 0.1f,
        ["'nan'::FLOAT"] = float.NaN,
        ["'1.7976931348623157e308'::DOUBLE"] = double.MaxValue,
        ["0.1::DOUBLE"] = 0.1,
        ["'-inf'::DOUBLE"] = double.NegativeInfinity,
        ["(-99.9)::DECIMAL(3,1)"] = -99.9m,
        ["1234567.89::DECIMAL(9,2)"] = 1234567.89m,
        ["'-1234567890123456.78'::DECIMAL(18,2)"] = -1234567890123456.78m,
        ["'12345678901234567890123456.78'::DECIMAL(38,2)"] = 12345678901234567890123456.78m,
        ["1.5::DECIMAL(38,37)"] = 1.5m,
        ["0::DECIMAL(1,0)"] = 0m,
        ["DATE '2026-11-20'"] = new DateOnly(2026, 11, 20),
        ["DATE '0001-01-01'"] = DateOnly.MinValue,
        ["DATE '9999-12-31'"] = DateOnly.MaxValue,
        ["TIME '23:59:59.999999'"] = new TimeOnly(23, 59, 59).Add(TimeSpan.FromMicroseconds(999_999)),
        ["'12:00:01.5'::TIME_NS"] = new TimeOnly(12, 0, 1, 500),
        ["TIMETZ '12:34:56.000001+05:30:15'"] = new DuckDbTimeTz(new TimeOnly(12, 34, 56).Add(TimeSpan.FromMicroseconds(1)), new TimeSpan(5, 30, 15)),
        ["TIMETZ '00:00:00-15:59:59'"] = new DuckDbTimeTz(TimeOnly.MinValue, -new TimeSpan(15, 59, 59)),
        ["TIMESTAMP '2026-11-20 01:02:03.000004'"] = new DateTime(2026, 11, 20, 1, 2, 3).AddMicroseconds(4),
        ["TIMESTAMP '0001-01-01'"] = DateTime.MinValue,
        ["TIMESTAMP '9999-12-31 23:59:59.999999'"] = DateTime.MaxValue.AddTicks(-9),
        ["'1969-12-31 23:59:59'::TIMESTAMP_S"] = new DateTime(1969, 12, 31, 23, 59, 59),
        ["'2026-11-20 01:02:03.004'::TIMESTAMP_MS"] = new DateTime(2026, 11, 20, 1, 2, 3, 4),
        ["'1969-12-31 23:59:59.123456789'::TIMESTAMP_NS"] = new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(1_234_567),
        ["'2026-11-20 01:02:03+02'::TIMESTAMPTZ"] = new DateTimeOffset(2026, 11, 19, 23, 2, 3, TimeSpan.Zero),
        ["INTERVAL '1 year 2 days 3 microseconds'"] = new DuckDbInterval(12, 2, 3),
        ["INTERVAL '-5 minutes'"] = new DuckDbInterval(0, 0, -300_000_000),
        ["''"] = "",
        ["'twelve bytes'"] = "twelve bytes",
        ["'thirteen byte'"] = "thirteen byte",
        ["'naïve — 数据 🦆, and long enough not to be inlined'"] = "naïve — 数据 🦆, and long enough not to be inlined",
        ["chr(0) || 'a' || chr(0)"] = "\0a\0",
        ["'\\x00\\xFF\\x80'::BLOB"] = new byte[] { 0, 255, 128 },
        ["''::BLOB"] = Array.Empty<byte>(),
        ["'0101101'::BIT"] = "0101101",
        ["repeat('10', 100)::BIT"] = string.Concat(Enumerable.Repeat("10", 100)),
        ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID"] = Guid.Parse("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ["'00000000-0000-0000-0000-000000000000'::UUID"] = Guid.Empty,
        ["'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID"] = Guid.AllBitsSet,
        ["'b'::ENUM('a', 'b')"] = "b",
        ["[1, NULL, 3]"] = new List<object?> { 1, null, 3 },
        ["[]::INTEGER[]"] = new List<object?>(),
        ["[['x'], []]"] = new List<object?> { new List<object?> { "x" }, new List<object?>() },
        ["[1, NULL]::INTEGER[2]"] = new List<object?> { 1, null },
        ["{'a': 1, 'b c': 'x', 'n': NULL}"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1, ["b c"] = "x", ["n"] = null },
        ["MAP {'k': 1, 'l': NULL}"] = new Dictionary<object, object?> { ["k"] = 1, ["l"] = null },
        ["union_value(num := 7)"] = 7,
        ["'x'::UNION(num INTEGER, str VARCHAR)"] = "x",
        ["'POINT(1 2)'::GEOMETRY"] = Convert.FromHexString("0101000000000000000000F03F0000000000000040"),
        ["'{\"a\":1}'::JSON"] = "{\"a\":1}",
    };

    public static TheoryData<string> Expressions => [.. Expected.Keys];

    public static TheoryData<string> Types =>
    [
        "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM",
        "FLOAT", "DOUBLE", "DECIMAL(4,1)", "DECIMAL(9,2)", "DECIMAL(18,3)", "DECIMAL(38,10)", "DATE", "TIME", "TIME_NS", "TIME WITH TIME ZONE",
        "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE", "INTERVAL", "VARCHAR", "BLOB", "BIT", "UUID", "JSON",
        "ENUM('a', 'it''s')", "INTEGER[]", "VARCHAR[][]", "INTEGER[3]", "DECIMAL(10,2)[]", "STRUCT(a INTEGER, \"b c\" VARCHAR[])",
        "STRUCT(A INTEGER, \"é\" INTEGER, \"1a\" INTEGER, a1_ INTEGER)", "MAP(VARCHAR, INTEGER)", "UNION(num INTEGER, str VARCHAR)",
    ];

    [Theory]
    [MemberData(nameof(Expressions))]
    public void A_value_is_read_as_it_is(string expression)
    {
        using var connection = Duck.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {expression}";
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        var value = reader.GetValue(0);
        value.ShouldBe(Expected[expression]);
        if (reader.GetFieldType(0) != typeof(object))
        {
            value.ShouldBeOfType(reader.GetFieldType(0));
        }

        reader.Read().ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_null_is_a_null_in_every_type_and_the_type_keeps_DuckDbs_name(string type)
    {
        using var connection = Duck.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT NULL::{type} AS v, typeof(v)";
        foreach (var behavior in new[] { CommandBehavior.SchemaOnly, CommandBehavior.Default })
        {
            using var reader = command.ExecuteReader(behavior);
            reader.GetDataTypeName(0).ShouldBe(type);
            if (behavior == CommandBehavior.Default)
            {
                reader.Read().ShouldBeTrue();
                reader.IsDBNull(0).ShouldBeTrue();
                reader.GetValue(0).ShouldBe(DBNull.Value);
                reader.GetString(1).ShouldBe(type);
            }
            else
            {
                reader.Read().ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Nulls_are_found_in_every_chunk()
    {
        using var connection = Duck.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CASE WHEN i % 3 = 0 THEN NULL ELSE i END, CASE WHEN i % 2 = 0 THEN 'a string that is not inlined ' || i END, [i, NULL] FROM range(10000) t(i)";
        using var reader = command.ExecuteReader();
        for (var i = 0L; i < 10_000; i++)
        {
            reader.Read().ShouldBeTrue();
            reader.GetValue(0).ShouldBe(i % 3 == 0 ? DBNull.Value : i);
            reader.GetValue(1).ShouldBe(i % 2 == 0 ? $"a string that is not inlined {i}" : DBNull.Value);
            reader.GetFieldValue<List<object?>>(2).ShouldBe([i, null]);
        }

        reader.Read().ShouldBeFalse();
        reader.Read().ShouldBeFalse();
    }
}
