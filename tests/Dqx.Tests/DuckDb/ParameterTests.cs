using System.Globalization;
using System.Numerics;

namespace Dqx.Tests.DuckDb;

/// <summary>.NET values that go into DuckDB as parameters, and what DuckDB takes them for.</summary>
public sealed class ParameterTests
{
    private static readonly BigInteger Huge = BigInteger.Parse("1234567890123456789012345678901234567890123456789", CultureInfo.InvariantCulture);

    private static readonly (string Type, object Value)[] Cases =
    [
        ("BOOLEAN", true),
        ("TINYINT", sbyte.MinValue),
        ("SMALLINT", short.MinValue),
        ("INTEGER", int.MinValue),
        ("BIGINT", long.MinValue),
        ("UTINYINT", byte.MaxValue),
        ("USMALLINT", ushort.MaxValue),
        ("UINTEGER", uint.MaxValue),
        ("UBIGINT", ulong.MaxValue),
        ("HUGEINT", (BigInteger)Int128.MinValue),
        ("BIGNUM", Huge),
        ("BIGNUM", -Huge),
        ("FLOAT", 0.1f),
        ("DOUBLE", double.Epsilon),
        ("DECIMAL(3,2)", 1.25m),
        ("DECIMAL(29,0)", decimal.MaxValue),
        ("DECIMAL(29,0)", decimal.MinValue),
        ("DECIMAL(28,28)", 0.0000000000000000000000000001m),
        ("DECIMAL(1,0)", 0m),
        ("VARCHAR", ""),
        ("VARCHAR", "it's; DROP TABLE x --\0 🦆"),
        ("UUID", Guid.Parse("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
        ("UUID", Guid.AllBitsSet),
        ("DATE", DateOnly.MinValue),
        ("DATE", DateOnly.MaxValue),
        ("TIME", new TimeOnly(23, 59, 59, 999)),
        ("TIMESTAMP", new DateTime(1969, 12, 31, 23, 59, 59, 999)),
        ("TIMESTAMP", DateTime.MinValue),
        ("TIMESTAMP WITH TIME ZONE", new DateTimeOffset(2026, 11, 20, 1, 2, 3, TimeSpan.FromHours(2))),
        ("BLOB", new byte[] { 0, 1, 255 }),
        ("BLOB", Array.Empty<byte>()),
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_value_comes_back_as_it_went_in(int index)
    {
        var (type, value) = Cases[index];
        using var connection = Duck.Open();
        connection.Scalar("SELECT $1", value).ShouldBe(value);
        connection.Scalar("SELECT typeof($1)", value).ShouldBe(type);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Null_and_DBNull_are_NULL(string? text)
    {
        using var connection = Duck.Open();
        connection.Scalar("SELECT ? IS NULL", text is null ? null : DBNull.Value).ShouldBe(true);
    }

    [Fact]
    public void Numbers_are_kept_in_types_of_their_own()
    {
        using var connection = Duck.Open();
        connection.Scalar("SELECT typeof(?) || typeof(?) || typeof(?)", Int128.MaxValue, UInt128.MaxValue, (Half)0.5f).ShouldBe("HUGEINTUHUGEINTFLOAT");
        connection.Scalar("SELECT ?", UInt128.MaxValue).ShouldBe((BigInteger)UInt128.MaxValue);
        connection.Scalar("SELECT ?::VARCHAR || ?", DayOfWeek.Friday, 'x').ShouldBe("Fridayx");
        connection.Scalar("SELECT ?::VARCHAR", new TimeSpan(1, 2, 3, 4)).ShouldBe("1 day 02:03:04");
    }

    [Fact]
    public void Parameters_are_positional_and_may_repeat()
    {
        using var connection = Duck.Open();
        connection.Scalar("SELECT $2 || $1 || $2", "a", "b").ShouldBe("bab");
        connection.Scalar("SELECT ? || ?", "a", "b").ShouldBe("ab");
    }

    [Fact]
    public void A_command_runs_again_with_other_values()
    {
        using var connection = Duck.Open();
        using var command = connection.Command("SELECT ? * 2", 1);
        command.ExecuteScalar().ShouldBe(2);
        command.Parameters[0].Value = 21.5;
        command.ExecuteScalar().ShouldBe(43.0);
    }

    [Theory]
    [InlineData(0, "Values were not provided for the following prepared statement parameters: 1")]
    [InlineData(2, "statement only has 1 parameter")]
    public void Too_few_and_too_many_parameters_are_refused_in_DuckDbs_words(int count, string message)
    {
        using var connection = Duck.Open();
        using var command = connection.Command("SELECT ?::INTEGER", [.. Enumerable.Repeat<object?>(1, count)]);
        for (var i = 0; i < 2; i++)
        {
            Should.Throw<Dqx.DuckDb.DuckDbException>(command.ExecuteScalar).Message.ShouldContain(message);
        }

        command.Parameters.Clear();
        command.Parameters.Add(7);
        command.ExecuteScalar().ShouldBe(7);
    }

    [Fact]
    public void A_type_that_DuckDB_does_not_know_is_refused() =>
        Should.Throw<NotSupportedException>(() =>
        {
            using var connection = Duck.Open();
            connection.Scalar("SELECT ?", new object());
        }).Message.ShouldContain("System.Object");
}
