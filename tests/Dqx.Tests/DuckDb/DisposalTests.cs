using System.Data;
using Dqx.DuckDb;

namespace Dqx.Tests.DuckDb;

public sealed class DisposalTests
{
    [Fact]
    public void Everything_may_be_disposed_twice_and_in_any_order()
    {
        var connection = Duck.Open();
        var command = connection.Command("FROM range(1000000)");
        var reader = command.ExecuteReader();
        reader.Read();
        command.Dispose();
        connection.Dispose();
        reader.IsClosed.ShouldBeTrue();
        reader.Dispose();
        command.Dispose();
        connection.Dispose();
        connection.State.ShouldBe(ConnectionState.Closed);
    }

    [Fact]
    public void A_closed_reader_gives_nothing_more()
    {
        using var connection = Duck.Open();
        using var command = connection.Command("FROM range(10)");
        var reader = command.ExecuteReader();
        reader.Read();
        reader.Dispose();
        Should.Throw<InvalidOperationException>(() => reader.GetInt64(0));
        Should.Throw<ObjectDisposedException>(() => reader.Read());
    }

    [Fact]
    public void A_second_statement_waits_for_the_reader_to_be_closed()
    {
        using var connection = Duck.Open();
        using var command = connection.Command("FROM range(10)");
        using (var reader = command.ExecuteReader())
        {
            Should.Throw<InvalidOperationException>(() => connection.Scalar("SELECT 1")).Message.ShouldContain("reader is open");
            reader.Read().ShouldBeTrue();
        }

        connection.Scalar("SELECT 1").ShouldBe(1);
    }

    [Fact]
    public void A_command_outlives_its_connection_being_closed_and_opened()
    {
        using var connection = Duck.Open();
        using var command = connection.Command("SELECT 42");
        command.ExecuteScalar().ShouldBe(42);
        connection.Close();
        Should.Throw<InvalidOperationException>(command.ExecuteScalar);
        connection.Open();
        command.ExecuteScalar().ShouldBe(42);
    }

    [Fact]
    public void A_file_is_let_go_when_its_last_connection_closes_whatever_was_forgotten()
    {
        using TemporaryFolder folder = new();
        var first = Duck.Open($"Data Source={folder["a.db"]}");
        var second = Duck.Open($"Data Source={folder["a.db"]}");
        first.Run("CREATE TABLE t AS SELECT 42 AS a");
        var forgotten = second.Command("FROM t");
        forgotten.ExecuteReader().Read().ShouldBeTrue();
        first.Dispose();
        Should.Throw<DuckDbException>(() => Duck.Open($"Data Source={folder["a.db"]};Read Only=true"));
        second.Dispose();
        using var reading = Duck.Open($"Data Source={folder["a.db"]};Read Only=true");
        reading.Scalar("FROM t").ShouldBe(42);
        Should.Throw<DuckDbException>(() => reading.Run("DROP TABLE t")).Message.ShouldContain("read-only mode");
    }

    [Fact]
    public void A_command_closes_its_connection_with_the_reader_when_told_so()
    {
        var connection = Duck.Open();
        using var command = connection.Command("SELECT 1");
        command.ExecuteReader(CommandBehavior.CloseConnection).Dispose();
        connection.State.ShouldBe(ConnectionState.Closed);
    }
}
