namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class TableTests : DatabaseTest
{
    [Fact]
    public async Task TheTablesAreTyped()
    {
        await Write(SampleRuns.Empty());

        var statements = Query("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name").Select(row => row["sql"]);
        await Snapshot.Verify(string.Join(";\n\n", statements) + ";", "sql");
    }

    [Fact]
    public async Task EveryColumnComesBack()
    {
        await Write(SampleRuns.Full());

        await Snapshot.Verify(new
        {
            Runs = Query("SELECT * FROM dqx_runs"),
            Results = Query("SELECT * FROM dqx_results ORDER BY position"),
            Symbols = Query("SELECT * FROM dqx_symbols ORDER BY position"),
            Schema = Query("SELECT * FROM dqx_schema"),
        });
    }

    [Fact]
    public async Task WhatTheProcessorIsHandedIsTheRunDocumentAndTheContext()
    {
        var run = SampleRuns.Full();

        await Snapshot.Verify(new { Run = run, Context = SampleRuns.ContextOf(run) });
    }

    [Fact]
    public async Task TimesAreUtcAndSortAsText()
    {
        var run = SampleRuns.Full();
        await Write(run);
        await Write(run with { RunId = Guid.CreateVersion7(), StartedAt = run.StartedAt.AddTicks(1) });

        Query("SELECT started_at FROM dqx_runs ORDER BY started_at").Select(row => row["started_at"])
            .ShouldBe(["2026-11-20T08:30:00.2500000Z", "2026-11-20T08:30:00.2500001Z"]);
    }

    [Fact]
    public async Task DeletingARunDeletesItsRows()
    {
        await Write(SampleRuns.Full());
        await Write(SampleRuns.Full());

        Execute("PRAGMA foreign_keys = ON; DELETE FROM dqx_runs WHERE run_id = (SELECT min(run_id) FROM dqx_runs)");

        Scalar("SELECT count(*) FROM dqx_results").ShouldBe(4L);
        ShouldHoldWholeRunsOnly();
    }

    [Fact]
    public async Task TheFolderIsCreatedBesideTheSuiteFile()
    {
        await Write(SampleRuns.Full(), Settings(("database_url", "sqlite:.dqx/deep/results.db")));

        File.Exists(Path.Combine(Folder, ".dqx", "deep", "results.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task NothingButTheFileStays()
    {
        await Write(SampleRuns.Full());

        Directory.GetFiles(Folder).ShouldBe([DatabaseFile]);
    }
}
