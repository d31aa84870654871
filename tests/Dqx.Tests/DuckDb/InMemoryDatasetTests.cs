using System.Data;
using System.Numerics;
using Dqx.DuckDb;

namespace Dqx.Tests.DuckDb;

/// <summary>Objects and data readers as datasets.</summary>
public sealed class InMemoryDatasetTests
{
    private static readonly Everything[] Rows =
    [
        new(true, sbyte.MinValue, short.MinValue, int.MinValue, long.MinValue, Int128.MinValue, byte.MaxValue, ushort.MaxValue, uint.MaxValue, ulong.MaxValue, UInt128.MaxValue,
            (Half)0.5f, float.MinValue, double.Epsilon, 12.345m, "a string that is longer than twelve bytes", 'é', Guid.AllBitsSet, DateOnly.MinValue, new TimeOnly(1, 2, 3), new TimeSpan(1, 2, 3, 4),
            new DateTime(1969, 12, 31, 23, 59, 59), new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.FromHours(1)), DayOfWeek.Friday, [0, 255], 7, -1m),
        new(false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (Half)0, 0, 0, 0, null, '\0', Guid.Empty, DateOnly.MaxValue, TimeOnly.MinValue, -TimeSpan.FromMicroseconds(1),
            DateTime.MaxValue, DateTimeOffset.MinValue, (DayOfWeek)99, null, null, null),
    ];

    [Fact]
    public async Task Every_property_type_becomes_a_column_of_its_own_type()
    {
        using var dataset = DuckDbDataset.FromEnumerable("rows", Rows);
        await using var connection = await dataset.OpenAsync(CancellationToken.None);
        await using var command = connection.Command($"SELECT * FROM {dataset.Relation}");
        await using var reader = await command.ExecuteReaderAsync();
        string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeName)).ShouldBe(
            "BOOLEAN TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT FLOAT FLOAT DOUBLE DECIMAL(18,3) VARCHAR VARCHAR UUID DATE TIME INTERVAL "
            + "TIMESTAMP TIMESTAMP WITH TIME ZONE VARCHAR BLOB INTEGER DECIMAL(18,0)");
        reader.GetName(0).ShouldBe(nameof(Everything.Bool));
        var values = new object[reader.FieldCount];
        (await reader.ReadAsync()).ShouldBeTrue();
        reader.GetValues(values);
        values.ShouldBe(
        [
            true, sbyte.MinValue, short.MinValue, int.MinValue, long.MinValue, (BigInteger)Int128.MinValue, byte.MaxValue, ushort.MaxValue, uint.MaxValue, ulong.MaxValue, (BigInteger)UInt128.MaxValue,
            0.5f, float.MinValue, double.Epsilon, 12.345m, "a string that is longer than twelve bytes", "é", Guid.AllBitsSet, DateOnly.MinValue, new TimeOnly(1, 2, 3), new DuckDbInterval(0, 1, 7_384_000_000),
            new DateTime(1969, 12, 31, 23, 59, 59), new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), "Friday", new byte[] { 0, 255 }, 7, -1m,
        ]);
        (await reader.ReadAsync()).ShouldBeTrue();
        reader.GetValues(values);
        values[15].ShouldBe(DBNull.Value);
        values[16].ShouldBe("\0");
        values[20].ShouldBe(new DuckDbInterval(0, 0, -1));
        values[21].ShouldBe(DateTime.MaxValue.AddTicks(-9));
        values[23].ShouldBe("99");
        values[24..].ShouldBe([DBNull.Value, DBNull.Value, DBNull.Value]);
        (await reader.ReadAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_million_rows_come_back_as_they_were()
    {
        var source = Enumerable.Range(0, 1_000_000).Select(i => new Row(i, i % 7 == 0 ? null : $"row {i} ☃", i / 8.0, i % 3 == 0 ? null : i / 100m));
        using var dataset = DuckDbDataset.FromEnumerable("rows", source);
        await using var connection = await dataset.OpenAsync(CancellationToken.None);
        await using var command = connection.Command($"SELECT * FROM {dataset.Relation}");
        await using var reader = await command.ExecuteReaderAsync();
        for (var i = 0; i < 1_000_000; i++)
        {
            if (!reader.Read() || reader.GetInt32(0) != i || reader.GetValue(1) as string != (i % 7 == 0 ? null : $"row {i} ☃")
                || reader.GetDouble(2) != i / 8.0 || reader.GetFieldValue<decimal?>(3) != (i % 3 == 0 ? null : i / 100m))
            {
                Assert.Fail($"Row {i} differs.");
            }
        }

        reader.Read().ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.1 25 1e10", "DECIMAL(18,1)")]
    [InlineData("0.1234567890 123456789", "DECIMAL(38,10)")]
    [InlineData("0.3333333333333333333333333333 12345678901234.5", "DECIMAL(38,24)")]
    [InlineData("79228162514264337593543950335", "DECIMAL(38,0)")]
    [InlineData("", "DECIMAL(18,0)")]
    public async Task A_decimal_is_as_wide_as_its_values_need(string texts, string type)
    {
        var values = texts.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => decimal.Parse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        using var dataset = DuckDbDataset.FromEnumerable("rows", values);
        await using var connection = await dataset.OpenAsync(CancellationToken.None);
        await using var command = connection.Command("SELECT value FROM data");
        await using var reader = await command.ExecuteReaderAsync();
        reader.GetDataTypeName(0).ShouldBe(type);
        foreach (var value in values)
        {
            reader.Read().ShouldBeTrue();
            reader.GetDecimal(0).ShouldBe(value, 1e-20m);
        }
    }

    [Fact]
    public async Task Anonymous_types_structs_interfaces_and_plain_values_are_rows()
    {
        await Columns(DuckDbDataset.FromEnumerable("a", [new { B = 1, A = "x" }]), "B A");
        await Columns(DuckDbDataset.FromEnumerable("a", new[] { KeyValuePair.Create("k", 1.5) }), "Key Value");
        await Columns(DuckDbDataset.FromEnumerable<INamed>("a", [new Named(1, "x")]), "Id Name");
        await Columns(DuckDbDataset.FromEnumerable<Derived>("a", []), "BaseValue Own");
        await Columns(DuckDbDataset.FromEnumerable<int?>("a", [1, null]), "value");

        static async Task Columns(DuckDbDataset dataset, string expected)
        {
            using (dataset)
            {
                await using var connection = await dataset.OpenAsync(CancellationToken.None);
                await using var command = connection.Command($"SELECT * FROM {dataset.Relation}");
                await using var reader = await command.ExecuteReaderAsync();
                string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)).ShouldBe(expected);
            }
        }
    }

    [Fact]
    public async Task Rows_are_enumerated_once_for_all_connections()
    {
        var enumerations = 0;
        using var dataset = DuckDbDataset.FromEnumerable("rows", Once());
        var connections = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => dataset.OpenAsync(CancellationToken.None).AsTask()));
        foreach (var connection in connections)
        {
            connection.Scalar("SELECT count(*) FROM data").ShouldBe(3L);
            await connection.DisposeAsync();
        }

        enumerations.ShouldBe(1);

        IEnumerable<int> Once()
        {
            enumerations++;
            yield return 1;
            yield return 2;
            yield return 3;
        }
    }

    [Fact]
    public async Task A_failing_enumeration_fails_as_it_is_and_may_be_tried_again()
    {
        var fails = true;
        using var dataset = DuckDbDataset.FromEnumerable("rows", Sometimes());
        (await Should.ThrowAsync<InvalidDataException>(async () => await dataset.OpenAsync(CancellationToken.None))).Message.ShouldBe("broken");
        fails = false;
        await using var connection = await dataset.OpenAsync(CancellationToken.None);
        connection.Scalar("SELECT count(*) FROM data").ShouldBe(5000L);

        IEnumerable<int> Sometimes()
        {
            for (var i = 0; i < 5000; i++)
            {
                yield return fails && i == 4000 ? throw new InvalidDataException("broken") : i;
            }
        }
    }

    [Theory]
    [InlineData(typeof(Uri))]
    [InlineData(typeof(object))]
    public async Task A_type_without_a_column_is_named(Type type)
    {
        using var dataset = type == typeof(Uri) ? DuckDbDataset.FromEnumerable("links", [new { Link = new Uri("https://example.invalid") }]) : DuckDbDataset.FromEnumerable("links", new[] { new object() });
        var error = await Should.ThrowAsync<DqxException>(async () => await dataset.OpenAsync(CancellationToken.None));
        error.DiagnosticId.ShouldBe("DQX5003");
        error.Message.ShouldContain("\"links\"");
        error.Message.ShouldContain(type == typeof(Uri) ? "\"Link\" is of type System.Uri" : "System.Object has no public properties");
    }

    [Fact]
    public async Task Loading_is_cancelled_by_the_token()
    {
        using CancellationTokenSource source = new();
        using var dataset = DuckDbDataset.FromEnumerable("rows", Endless());
        var opening = dataset.OpenAsync(source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => opening.WaitAsync(TimeSpan.FromSeconds(10)));

        static IEnumerable<int> Endless()
        {
            while (true)
            {
                yield return 1;
            }
        }
    }

    [Fact]
    public async Task A_disposed_dataset_opens_no_more_and_its_open_connections_go_on()
    {
        var dataset = DuckDbDataset.FromEnumerable("rows", [1, 2, 3]);
        await using var connection = await dataset.OpenAsync(CancellationToken.None);
        dataset.Dispose();
        dataset.Dispose();
        connection.Scalar("SELECT count(*) FROM data").ShouldBe(3L);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await dataset.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_data_table_is_read_with_its_types()
    {
        using DataTable table = new();
        table.Columns.Add("Odd \"name\"", typeof(int));
        table.Columns.Add("Text", typeof(string));
        table.Columns.Add("Amount", typeof(decimal));
        table.Columns.Add("At", typeof(DateTime));
        table.Rows.Add(1, "x", 1.25m, new DateTime(2026, 11, 20));
        table.Rows.Add(DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value);
        using var reader = table.CreateDataReader();
        using var dataset = DuckDbDataset.FromDataReader("table", reader);
        await using var connection = await dataset.OpenAsync(CancellationToken.None);
        connection.Scalar("SELECT sum(\"Odd \"\"name\"\"\") FROM data").ShouldBe(BigInteger.One);
        connection.Scalar("SELECT sum(Amount) FROM data").ShouldBe(1.25m);
        connection.Scalar("SELECT max(\"At\") FROM data").ShouldBe(new DateTime(2026, 11, 20));
        connection.Scalar("SELECT count(*) - count(Text) FROM data").ShouldBe(1L);
    }

    [Fact]
    public async Task A_query_of_another_database_is_read_with_its_scales()
    {
        using var other = Duck.Open();
        await using var command = other.Command("SELECT range AS id, (range / 4)::DECIMAL(12,2) AS amount, CASE WHEN range % 2 = 0 THEN range::VARCHAR END AS t, DATE '2026-01-01' AS d FROM range(10000)");
        await using var reader = await command.ExecuteReaderAsync();
        using var dataset = DuckDbDataset.FromDataReader("query", reader, where: "id < 10");
        dataset.Where.ShouldBe("id < 10");
        await using var connection = await dataset.OpenAsync(CancellationToken.None);
        connection.Scalar("SELECT count(*) || ' ' || count(t) || ' ' || sum(amount) || ' ' || any_value(typeof(amount)) FROM data").ShouldBe("10000 5000 12498750.00 DECIMAL(18,2)");
    }

    [Fact]
    public async Task A_reader_that_failed_halfway_is_not_read_again()
    {
        using var other = Duck.Open();
        await using var command = other.Command("SELECT CASE WHEN range < 3000000 THEN range ELSE ('x' || range)::INTEGER END AS a FROM range(4000000)");
        await using var reader = await command.ExecuteReaderAsync();
        using var dataset = DuckDbDataset.FromDataReader("query", reader);
        await Should.ThrowAsync<DuckDbException>(async () => await dataset.OpenAsync(CancellationToken.None));
        (await Should.ThrowAsync<DqxException>(async () => await dataset.OpenAsync(CancellationToken.None))).DiagnosticId.ShouldBe("DQX5008");
    }

    private sealed record Row(int Id, string? Text, double Real, decimal? Amount);

    private interface IIdentified
    {
        int Id { get; }
    }

    private interface INamed : IIdentified
    {
        string Name { get; }
    }

    private sealed record Named(int Id, string Name) : INamed;

    private class Base
    {
        public int BaseValue { get; init; }

        public string this[int index] => "";
    }

    private sealed class Derived : Base
    {
        public int Own { get; init; }

        public int WriteOnly
        {
            set => throw new NotSupportedException();
        }
    }

    private sealed record Everything(
        bool Bool, sbyte SByte, short Short, int Int, long Long, Int128 Huge, byte Byte, ushort UShort, uint UInt, ulong ULong, UInt128 UHuge, Half Half, float Float, double Double, decimal Decimal,
        string? String, char Char, Guid Guid, DateOnly Date, TimeOnly Time, TimeSpan Span, DateTime DateTime, DateTimeOffset Offset, DayOfWeek Enum, byte[]? Bytes, int? Nullable, decimal? NullableDecimal);
}
