namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class PrefixTests : DatabaseTest
{
    [Fact]
    public async Task TwoPrefixesLiveInOneFile()
    {
        await Write(SampleRuns.Full(), Settings(("table_prefix", "dqx_prod_")));
        await Write(SampleRuns.Full(), Settings(("table_prefix", "T_")));
        await Write(SampleRuns.Full(), Settings(("table_prefix", "T_")));

        Scalar("SELECT count(*) FROM dqx_prod_runs").ShouldBe(1L);
        Scalar("SELECT count(*) FROM T_runs").ShouldBe(2L);
        ShouldHoldWholeRunsOnly("dqx_prod_");
        ShouldHoldWholeRunsOnly("T_");
    }

    [Fact]
    public async Task APrefixMayBeAKeyword()
    {
        await Write(SampleRuns.Full(), Settings(("table_prefix", "select")));

        Scalar("SELECT count(*) FROM selectruns").ShouldBe(1L);
    }

    [Fact]
    public async Task TablesOfANewerVersionAreLeftAlone()
    {
        await Write(SampleRuns.Full());
        Execute("UPDATE dqx_schema SET version = 3");

        var failure = await Should.ThrowAsync<DqxException>(() => Write(SampleRuns.Full()));

        failure.DiagnosticId.ShouldBe("DQX6105");
        failure.Message.ShouldBe("dqx_schema says that the tables are of version 3; this db_writer knows version 2. Update the extension, or use another table_prefix.");
        Scalar("SELECT count(*) FROM dqx_runs").ShouldBe(1L);
    }

    [Fact]
    public async Task TablesOfAnOlderVersionAreBroughtUpToThisOne()
    {
        await Write(SampleRuns.Full());
        Execute("DROP INDEX dqx_runs_started_at; UPDATE dqx_schema SET version = 1");

        await Write(SampleRuns.Full());

        Scalar("SELECT max(version) FROM dqx_schema").ShouldBe(2L);
        Scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'dqx_runs_started_at'").ShouldBe(1L);
        Scalar("SELECT count(*) FROM dqx_runs").ShouldBe(2L);
    }

    [Theory]
    [InlineData("CREATE TABLE dqx_runs (id INTEGER)")]
    [InlineData("CREATE TABLE dqx_schema (name TEXT)")]
    [InlineData("CREATE VIEW dqx_symbols AS SELECT 1 AS one")]
    public async Task TablesOfAnotherProgramAreLeftAlone(string statement)
    {
        Execute(statement);

        var failure = await Should.ThrowAsync<DqxException>(() => Write(SampleRuns.Full()));

        failure.DiagnosticId.ShouldBe("DQX6105");
        failure.Message.ShouldContain("Use another table_prefix");
        Query("SELECT sql FROM sqlite_schema").ShouldHaveSingleItem()["sql"].ShouldBe(statement);
    }
}
