using System.Data;
using System.Diagnostics;
using Dqx.DuckDb;

namespace Dqx.Tests.DuckDb;

public sealed class CommandTests
{
    private const string Endless = "SELECT count(*) FROM range(1000000) a, range(10000000) b WHERE a.range + b.range = 3";

    [Theory]
    [InlineData("SELEC 1", "Parser", "syntax error at or near \"SELEC\"")]
    [InlineData("", "Invalid Input", "No statement to prepare!")]
    [InlineData("SELECT 1; DROP TABLE t", "Invalid Input", "Cannot prepare multiple statements at once!")]
    [InlineData("SELECT nope FROM range(3)", "Binder", "Referenced column \"nope\" not found in FROM clause!")]
    [InlineData("SELECT sum(s) FROM (SELECT 'x' AS s)", "Binder", "No function matches the given name and argument types 'sum(VARCHAR)'")]
    [InlineData("FROM nowhere", "Catalog", "Table with name nowhere does not exist!")]
    [InlineData("FROM read_parquet('nowhere.parquet')", "IO", "No files found that match the pattern \"nowhere.parquet\"")]
    public void Prepare_finds_what_is_wrong_and_says_it_in_DuckDbs_words(string sql, string type, string message)
    {
        using var connection = Duck.Open();
        using var command = connection.Command(sql);
        var error = Should.Throw<DuckDbException>(command.Prepare);
        error.ErrorType.ShouldBe(type);
        error.Message.ShouldStartWith($"{type} Error: ");
        error.Message.ShouldContain(message);
        connection.Scalar("SELECT 42").ShouldBe(42);
    }

    [Theory]
    [InlineData("SELECT ('x' || range)::INTEGER FROM range(3)", "Conversion", "Could not convert string 'x0' to INT32")]
    [InlineData("SELECT sum(range::INTEGER * 1000000) FROM range(100000)", "Out of Range", "Overflow in multiplication of INT32")]
    [InlineData("SELECT CASE WHEN range < 200000 THEN range ELSE ('x' || range)::INTEGER END FROM range(300000)", "Conversion", "Could not convert string 'x200000' to INT32")]
    public void What_fails_at_run_time_fails_wherever_it_is_in_the_result(string sql, string type, string message)
    {
        using var connection = Duck.Open();
        using var command = connection.Command(sql);
        command.Prepare();
        var error = Should.Throw<DuckDbException>(() => command.ExecuteNonQuery());
        for (var i = 0; i < 10 && error.ErrorType == "INTERRUPT"; i++)
        {
            // DuckDB stops its other threads when one fails, and rarely it is one of those whose end it tells.
            error = Should.Throw<DuckDbException>(() => command.ExecuteNonQuery());
        }

        error.ErrorType.ShouldBe(type);
        error.Message.ShouldContain(message);
        connection.Scalar("SELECT 42").ShouldBe(42);
    }

    [Fact]
    public void Prepare_and_the_schema_of_a_query_that_would_never_end_come_at_once()
    {
        using var connection = Duck.Open();
        using var command = connection.Command(Endless);
        var watch = Stopwatch.StartNew();
        command.Prepare();
        using (var reader = command.ExecuteReader(CommandBehavior.SchemaOnly))
        {
            reader.GetName(0).ShouldBe("count_star()");
            reader.GetDataTypeName(0).ShouldBe("BIGINT");
            reader.GetFieldType(0).ShouldBe(typeof(long));
            reader.HasRows.ShouldBeFalse();
        }

        connection.Scalar("SELECT 42").ShouldBe(42);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("CREATE TABLE u(a INTEGER)", -1)]
    [InlineData("INSERT INTO t SELECT range FROM range(7)", 7)]
    [InlineData("UPDATE t SET a = 0", 3)]
    [InlineData("DELETE FROM t WHERE a > 1", 1)]
    [InlineData("SELECT * FROM t", -1)]
    public void Statements_tell_how_many_rows_they_changed(string sql, int rows)
    {
        using var connection = Duck.Open();
        connection.Run("CREATE TABLE t AS SELECT range AS a FROM range(3)");
        connection.Run(sql).ShouldBe(rows);
    }

    [Fact]
    public void A_reader_knows_its_columns_by_name_exactly_first_then_in_any_case()
    {
        using var connection = Duck.Open();
        using var command = connection.Command("SELECT 1 AS \"a b\", 2 AS \"say \"\"x\"\"\", 3 AS Ü");
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        reader.FieldCount.ShouldBe(3);
        reader["a b"].ShouldBe(1);
        reader["SAY \"x\""].ShouldBe(2);
        reader.GetOrdinal("Ü").ShouldBe(2);
        Should.Throw<ArgumentOutOfRangeException>(() => reader.GetOrdinal("nope"));
    }

    [Theory]
    [InlineData("7::TINYINT", 7)]
    [InlineData("7::UBIGINT", 7)]
    [InlineData("7::HUGEINT", 7)]
    [InlineData("7::DOUBLE", 7)]
    [InlineData("7.00::DECIMAL(10,2)", 7)]
    public void Whole_numbers_of_every_type_are_read_as_the_type_that_is_asked_for(string expression, int expected)
    {
        using var connection = Duck.Open();
        using var command = connection.Command($"SELECT {expression}");
        using var reader = command.ExecuteReader();
        reader.Read();
        reader.GetInt32(0).ShouldBe(expected);
        reader.GetInt64(0).ShouldBe(expected);
        reader.GetDouble(0).ShouldBe(expected);
        reader.GetDecimal(0).ShouldBe(expected);
        reader.GetFieldValue<Int128>(0).ShouldBe(expected);
        reader.GetFieldValue<int?>(0).ShouldBe(expected);
    }

    [Theory]
    [InlineData("'9007199254740993'::HUGEINT", 9007199254740992d)]
    [InlineData("'9007199254740995'::HUGEINT", 9007199254740996d)]
    [InlineData("0.1::DECIMAL(38,37)", 0.1)]
    [InlineData("'0.12345678901234567890123456789012345678'::DECIMAL(38,38)", 0.12345678901234567890123456789012345678)]
    [InlineData("'99999999999999999999999999999999999999'::DECIMAL(38,0)", 1e38)]
    [InlineData("0.3::DECIMAL(3,1)", 0.3)]
    public void A_double_is_the_nearest_one(string expression, double expected)
    {
        using var connection = Duck.Open();
        using var command = connection.Command($"SELECT {expression}");
        using var reader = command.ExecuteReader();
        reader.Read();
        reader.GetDouble(0).ShouldBe(expected);
    }

    [Theory]
    [InlineData("'99999999999999999999999999999999999999'::DECIMAL(38,0)", typeof(OverflowException))]
    [InlineData("DATE '5877642-06-25 (BC)'", typeof(OverflowException))]
    [InlineData("'infinity'::DATE", typeof(OverflowException))]
    [InlineData("'-infinity'::TIMESTAMP", typeof(OverflowException))]
    [InlineData("'infinity'::TIMESTAMPTZ", typeof(OverflowException))]
    [InlineData("TIMESTAMP '0001-01-01' - INTERVAL 1 microsecond", typeof(OverflowException))]
    [InlineData("TIME '24:00:00'", typeof(OverflowException))]
    [InlineData("{'a': 1}::VARIANT", typeof(NotSupportedException))]
    public void What_NET_has_no_value_for_is_refused_and_said_how_to_read(string expression, Type type)
    {
        using var connection = Duck.Open();
        using var command = connection.Command($"SELECT v, v::VARCHAR FROM (SELECT {expression} AS v)");
        using var reader = command.ExecuteReader();
        reader.Read();
        Should.Throw(() => reader.GetValue(0), type).Message.ShouldContain("VARCHAR");
        reader.GetString(1).ShouldNotBeEmpty();
    }

    [Fact]
    public void What_does_not_fit_the_type_that_is_asked_for_is_refused()
    {
        using var connection = Duck.Open();
        using var command = connection.Command("SELECT 1000, 1.5, 'x', NULL::INTEGER");
        using var reader = command.ExecuteReader();
        reader.Read();
        Should.Throw<OverflowException>(() => reader.GetByte(0));
        Should.Throw<InvalidCastException>(() => reader.GetInt32(1));
        Should.Throw<InvalidCastException>(() => reader.GetInt32(2)).Message.ShouldContain("The value x");
        Should.Throw<InvalidCastException>(() => reader.GetInt32(3)).Message.ShouldContain("is NULL");
        reader.GetFieldValue<int?>(3).ShouldBeNull();
        reader.GetFieldValue<object>(3).ShouldBe(DBNull.Value);
    }

    [Fact]
    public void A_named_type_has_its_own_text()
    {
        using var connection = Duck.Open();
        connection.Run("CREATE TYPE mood AS ENUM ('sad', 'ok')");
        using var command = connection.Command("SELECT 'ok'::mood AS m, typeof(m), $1::mood", "sad");
        using var reader = command.ExecuteReader();
        reader.Read();
        reader.GetDataTypeName(0).ShouldBe(reader.GetString(1));
        reader.GetString(0).ShouldBe("ok");
        reader.GetString(2).ShouldBe("sad");
    }

    [Fact]
    public void A_reader_that_is_closed_halfway_leaves_the_transaction_as_it_is()
    {
        using var connection = Duck.Open();
        connection.Run("CREATE TABLE t(a BIGINT)");
        using (var transaction = connection.BeginTransaction())
        {
            connection.Run("INSERT INTO t VALUES (1)");
            using (var command = connection.Command("FROM range(100000000)"))
            using (var reader = command.ExecuteReader())
            {
                reader.Read().ShouldBeTrue();
            }

            connection.Run("INSERT INTO t VALUES (2)");
            transaction.Commit();
        }

        using (var returning = connection.Command("INSERT INTO t SELECT range FROM range(10000) RETURNING a"))
        using (var reader = returning.ExecuteReader())
        {
            reader.Read().ShouldBeTrue();
        }

        connection.Scalar("SELECT count(*) FROM t").ShouldBe(10_002L);
    }

    [Fact]
    public void A_transaction_is_kept_by_commit_and_lost_without()
    {
        using var connection = Duck.Open();
        connection.Run("CREATE TABLE t(a INTEGER)");
        using (var kept = connection.BeginTransaction())
        {
            connection.Run("INSERT INTO t VALUES (1)");
            kept.Commit();
        }

        using (connection.BeginTransaction(IsolationLevel.Snapshot))
        {
            connection.Run("INSERT INTO t VALUES (2)");
        }

        connection.Scalar("SELECT sum(a) FROM t").ShouldBe((System.Numerics.BigInteger)1);
        Should.Throw<NotSupportedException>(() => connection.BeginTransaction(IsolationLevel.ReadUncommitted));
    }
}
