using System.Data.Common;
using Dqx.Datasets;
using Dqx.Extensions.ClickHouse;

namespace Dqx.Engines.Tests.Protocol;

/// <summary>What differs in today's versions, which are not at hand: the shape of what is sent, and of what is said.</summary>
public sealed class TodaysServerTests
{
    [Fact]
    public async Task ValuesGoBesideTheStatement()
    {
        await using var server = new TodaysServer();

        await QueryAsync(server, "SELECT '{p1}' = {p1} AND n = {p2} AND d = {p3}", "it's \\ a\ttab", 7L, new DateOnly(2026, 11, 20));

        var (body, query, headers) = server.Requests.Last();
        body.ShouldBe("SELECT '{p1}' = {p1:String} AND n = {p2:Int64} AND d = {p3:Date}");
        new[] { query["param_p1"], query["param_p2"], query["param_p3"] }.ShouldBe(["it's \\\\ a\\ttab", "7", "2026-11-20"]);
        new[] { query["readonly"], query["session_timezone"], query["max_execution_time"], query["wait_end_of_query"], query["max_threads"] }.ShouldBe(["2", "Europe/Amsterdam", "3600", "1", "3"]);
        query["query_id"].ShouldNotBeNull().ShouldStartWith("dqx-");
        (headers["X-ClickHouse-User"], headers["X-ClickHouse-Key"]).ShouldBe(("me", "secret"));
        query.ToString().ShouldNotBeNull().ShouldNotContain("secret");
    }

    [Fact]
    public async Task WhoMaySetNothingIsSentNoSettingOfDqx()
    {
        await using var server = new TodaysServer { ReadOnly = "1" };

        await QueryAsync(server, "SELECT 1");

        server.Requests.Last().Query.AllKeys.ShouldBe(["default_format", "wait_end_of_query", "query_id", "max_threads"], ignoreOrder: true);
    }

    [Fact]
    public async Task TheServerIsAskedOnceAboutItself()
    {
        await using var server = new TodaysServer();
        var dataset = Dataset(server);

        for (var time = 0; time < 3; time++)
        {
            await using var connection = await dataset.OpenAsync(CancellationToken.None);
        }

        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(404, "Code: 60. DB::Exception: Table default.x does not exist. (UNKNOWN_TABLE) (version 24.8.1.2684 (official build))\n", "ClickHouse error 60: Table default.x does not exist. (UNKNOWN_TABLE)")]
    [InlineData(500, "Code: 47, e.displayText() = DB::Exception: Unknown identifier: x, e.what() = DB::Exception\n", "ClickHouse error 47: Unknown identifier: x")]
    [InlineData(502, "<html>Bad gateway</html>", "answered with HTTP status 502 and not as ClickHouse does: <html>Bad gateway</html>")]
    [InlineData(200, "n\nFloat64\n5\nCode: 241. DB::Exception: Memory limit exceeded\tso (MEMORY_LIMIT_EXCEEDED) (version 24.8)\n", "ClickHouse error 241: Memory limit exceeded")]
    [InlineData(200, "n\tm\nFloat64\tFloat64\n5\n", "broke off in the middle of a row")]
    [InlineData(200, "", "broke off")]
    public async Task WhatItRefusesIsToldInItsWords(int status, string answer, string told)
    {
        await using var server = new TodaysServer { Answer = (status, answer) };

        var refused = await Should.ThrowAsync<DbException>(() => QueryAsync(server, "SELECT 1"));

        refused.Message.ShouldContain(told);
    }

    [Theory]
    [InlineData("no url", null, "has no 'url'")]
    [InlineData("another scheme", "clickhouse://a:9000", "none of http:// or https://")]
    [InlineData("a password", "http://me:pw12345@a:8123", "user or a password in its url")]
    [InlineData("two databases", "http://a:8123/x,http://b:8123/y", "several databases")]
    [InlineData("a query", "http://a:8123/x?max_threads=1", "stand in 'settings'")]
    [InlineData("a fragment", "http://a:8123/x#y", "stand in 'settings'")]
    [InlineData("a certificate and more", "https://a:8123/x?sslrootcert=ca.pem&max_threads=1", "stand in 'settings'")]
    [InlineData("a certificate in the clear", "http://a:8123/x?sslrootcert=ca.pem", "which is for https://")]
    [InlineData("no certificate", "https://a:8123/x?sslrootcert=nosuch.pem", "has the sslrootcert 'nosuch.pem', a file that should hold certificates (PEM): Could not find file")]
    public void AnAddressThatIsNoneIsRefusedWithoutRepeatingIt(string what, string? url, string says)
    {
        what.ShouldNotBeEmpty();
        using var source = new ClickHouseSource();

        var refused = Should.Throw<DqxException>(() => source.Create(new DatasetDefinition { Name = "d", Table = "t" }, new SourceDefinition { Name = "s", Kind = "clickhouse", Url = url }));

        (refused.DiagnosticId, refused.Message.Contains(says, StringComparison.Ordinal), refused.Message.Contains("pw12345", StringComparison.Ordinal)).ShouldBe(("DQX5202", true, false), refused.Message);
    }

    [Theory]
    [InlineData("t", "\"t\"")]
    [InlineData("db.t", "\"db\".\"t\"")]
    [InlineData("\"a.b\".\"c\"\"d\"", "\"a.b\".\"c\\x22d\"")]
    [InlineData("a.b.c", null)]
    [InlineData("", null)]
    [InlineData("a.", null)]
    [InlineData("a\"b", null)]
    public void ATableIsItsQuotedParts(string table, string? quoted)
    {
        using var source = new ClickHouseSource();
        IDataset Make() => source.Create(new DatasetDefinition { Name = "d", Table = table }, new SourceDefinition { Name = "s", Kind = "clickhouse", Url = "http://a:8123" });

        if (quoted is null)
        {
            Should.Throw<DqxException>(Make).DiagnosticId.ShouldBe("DQX5203");
        }
        else
        {
            Make().Relation.ShouldBe(quoted);
        }
    }

    [Fact]
    public async Task WhatWouldHoldAThreadIsRefusedAndSaysWhatToUse()
    {
        await using var server = new TodaysServer();
        await using var connection = await Dataset(server).OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        await using var reader = await command.ExecuteReaderAsync();
        (string Instead, Action Call)[] refused =
        [
            ("OpenAsync", connection.Open), ("PrepareAsync", command.Prepare), ("ExecuteNonQueryAsync", () => command.ExecuteNonQuery()),
            ("ExecuteScalarAsync", () => command.ExecuteScalar()), ("ExecuteReaderAsync", () => command.ExecuteReader()), ("ReadAsync", () => reader.Read()), ("ReadAsync", () => reader.GetEnumerator()),
        ];

        foreach (var (instead, call) in refused)
        {
            Should.Throw<NotSupportedException>(call).Message.ShouldEndWith($"use {instead}.");
        }
    }

    private static IDataset Dataset(TodaysServer server)
        => new ClickHouseSource().Create(
            new DatasetDefinition { Name = "d", Table = "t", Calendar = new() { TimeZone = "Europe/Amsterdam" } },
            new SourceDefinition { Name = "s", Kind = "clickhouse", Url = server.Url, User = "me", Password = "secret", Settings = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("max_threads", "3") });

    private static async Task QueryAsync(TodaysServer server, string statement, params object[] values)
    {
        await using var connection = await Dataset(server).OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            reader.GetDouble(0).ShouldBe(5);
        }
    }
}
