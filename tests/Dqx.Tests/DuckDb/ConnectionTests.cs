using System.Diagnostics;
using Dqx.DuckDb;
using Dqx.DuckDb.Native;

namespace Dqx.Tests.DuckDb;

public sealed class ConnectionTests
{
    [Fact]
    public void Settings_are_set_on_opening()
    {
        using var connection = Duck.Open("TimeZone=Europe/Amsterdam;threads=1;memory_limit=1GB");
        connection.Scalar("SELECT current_setting('TimeZone')").ShouldBe("Europe/Amsterdam");
        connection.Scalar("SELECT current_setting('threads')").ShouldBe(1L);
        connection.Scalar("SELECT TIMESTAMPTZ '2026-06-30 22:30:00Z'::DATE").ShouldBe(new DateOnly(2026, 7, 1));
    }

    [Theory]
    [InlineData("nope=1", "unrecognized configuration parameter \"nope\"")]
    [InlineData("threads=many", "many")]
    [InlineData("TimeZone=Nowhere", "Unknown TimeZone 'Nowhere'")]
    [InlineData("TimeZone=\"UTC'; CREATE TABLE x(a INT); --\"", "Unknown TimeZone")]
    [InlineData("\"threads\"\" = 1; --\"=1", "unrecognized configuration parameter")]
    [InlineData("Data Source=/nowhere/a.db", "Cannot open file \"/nowhere/a.db\"")]
    [InlineData("Data Source=/nowhere.db;Read Only=true", "database does not exist")]
    public void What_cannot_be_opened_is_refused_in_DuckDbs_words(string connectionString, string message)
    {
        using DuckDbConnection connection = new(connectionString);
        Should.Throw<DuckDbException>(connection.Open).Message.ShouldContain(message);
        connection.State.ShouldBe(System.Data.ConnectionState.Closed);
    }

    [Theory]
    [InlineData("INSTALL spatial", "spatial")]
    [InlineData("LOAD no_such_extension", "no_such_extension")]
    [InlineData("FROM read_csv('https://example.invalid/a.csv')", "httpfs")]
    [InlineData("FROM iceberg_scan('x')", "iceberg")]
    public void Nothing_is_fetched_from_a_network(string sql, string message)
    {
        using var connection = Duck.Open();
        var watch = Stopwatch.StartNew();
        Should.Throw<DuckDbException>(() => connection.Run(sql)).Message.ShouldContain(message);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Databases_in_memory_are_private_unless_they_have_a_name()
    {
        using var one = Duck.Open();
        using var other = Duck.Open();
        one.Run("CREATE TABLE t(a INTEGER)");
        Should.Throw<DuckDbException>(() => other.Run("FROM t"));
        using var named = Duck.Open("Data Source=:memory:ConnectionTests");
        using var same = Duck.Open("Data Source=:memory:ConnectionTests");
        named.Run("CREATE TABLE t AS SELECT 42 AS a");
        same.Scalar("FROM t").ShouldBe(42);
        one.Database.ShouldBe("memory");
        one.ServerVersion.ShouldStartWith("v1.");
    }

    [Fact]
    public async Task Two_threads_work_on_two_connections()
    {
        using var one = Duck.Open("Data Source=:memory:TwoThreads");
        using var other = Duck.Open("Data Source=:memory:TwoThreads");
        var sums = await Task.WhenAll(new[] { one, other }.Select(connection => Task.Run(() =>
        {
            var sum = 0L;
            for (var i = 0; i < 20; i++)
            {
                using var command = connection.Command("SELECT range, range::VARCHAR FROM range(10000)");
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    sum += reader.GetInt64(0) + reader.GetString(1).Length;
                }
            }

            return sum;
        })));
        sums[0].ShouldBe(20L * (49_995_000 + 38_890));
        sums[1].ShouldBe(sums[0]);
    }

    [Fact]
    public void A_missing_library_is_said_with_the_places_that_were_looked_at()
    {
        var candidates = DuckDbLibrary.Candidates("/nowhere", "linux-musl-x64", System.Runtime.InteropServices.Architecture.X64);
        var error = Should.Throw<DqxException>(() => DuckDbLibrary.Load(candidates));
        error.DiagnosticId.ShouldBe("DQX5001");
        error.Message.ShouldContain(Path.Combine("/nowhere", "runtimes"));
    }

    [Fact]
    public void A_library_that_is_none_is_said_with_its_path()
    {
        using TemporaryFolder folder = new();
        var path = folder.Write("libduckdb.so", "not a library");
        var error = Should.Throw<DqxException>(() => DuckDbLibrary.Load([path]));
        error.DiagnosticId.ShouldBe("DQX5001");
        error.Message.ShouldContain(path);
    }
}
