using Dqx.Extensions.Tests.Servers;

namespace Dqx.Extensions.Tests.DatabaseWriter.Postgres;

public sealed class SchemaTests(PostgresServer server) : PostgresTest(server)
{
    [Fact]
    public async Task ManyWritersWhoAllFindNoTablesAllSucceed()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Write(SampleRuns.Large(50)))));

        ShouldHoldWholeRuns(8);
        Query("SELECT version, count(*) OVER () FROM dqx_schema").ShouldBe("2|1");
    }

    [Fact]
    public async Task TablesOfAnOlderVersionAreBroughtUpToThisOneByOneOfManyWriters()
    {
        await Write(SampleRuns.Full());
        Query("DROP INDEX dqx_runs_started_at; UPDATE dqx_schema SET version = 1");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Write(SampleRuns.Full()))));

        Query("SELECT version, to_regclass('dqx_runs_started_at') IS NOT NULL FROM dqx_schema").ShouldBe("2|t");
        ShouldHoldWholeRuns(5);
    }

    [Fact]
    public async Task TablesOfANewerVersionAreLeftAlone()
    {
        await Write(SampleRuns.Full());
        Query("UPDATE dqx_schema SET version = 3");

        var failure = await Failure(SampleRuns.Full());

        failure.DiagnosticId.ShouldBe("DQX6105");
        failure.Message.ShouldBe("dqx_schema says that the tables are of version 3; this db_writer knows version 2. Update the extension, or use another table_prefix.");
        ShouldHoldWholeRuns(1);
    }

    [Theory]
    [InlineData("CREATE TABLE dqx_runs (id integer)", "dqx_runs")]
    [InlineData("CREATE TABLE dqx_schema (name text)", "dqx_schema")]
    [InlineData("CREATE VIEW dqx_symbols AS SELECT 1 AS one", "dqx_symbols")]
    public async Task TablesOfAnotherProgramAreLeftAlone(string statement, string table)
    {
        Query($"{statement}; ALTER TABLE {table} OWNER TO dqx");

        var failure = await Failure(SampleRuns.Full());

        failure.DiagnosticId.ShouldBe("DQX6105");
        failure.Message.ShouldContain("Use another table_prefix");
        Query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace").ShouldBe(table);
    }

    [Fact]
    public async Task TwoPrefixesLiveInOneDatabase()
    {
        var longest = "Select_efghijabcdefghijabcdefghijabcdefg";
        await Write(SampleRuns.Full());
        await Write(SampleRuns.Full(), prefix: longest);

        ShouldHoldWholeRuns(1);
        Query($"SELECT count(*) FROM \"{longest}results\"").ShouldBe("4");
    }
}
