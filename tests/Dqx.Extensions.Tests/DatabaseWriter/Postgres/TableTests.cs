using System.Text.Json;
using Dqx.Extensions.Tests.Servers;

namespace Dqx.Extensions.Tests.DatabaseWriter.Postgres;

public sealed class TableTests(PostgresServer server) : PostgresTest(server)
{
    [Fact]
    public async Task TheTablesAreTyped()
    {
        await Write(SampleRuns.Empty());

        await Snapshot.Verify(Query("""
            SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 ORDER BY c.relname, a.attnum;
            SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY conname;
            SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname;
            """));
    }

    [Fact]
    public async Task EveryColumnComesBack()
    {
        await Write(SampleRuns.Full());

        await Snapshot.Verify(new
        {
            Runs = Rows("SELECT * FROM dqx_runs"),
            Results = Rows("SELECT * FROM dqx_results ORDER BY position"),
            Symbols = Rows("SELECT * FROM dqx_symbols ORDER BY position"),
            Schema = Rows("SELECT * FROM dqx_schema"),
        });
    }

    [Fact]
    public async Task TagsAreAskedForByTheOperatorsOfJsonb()
    {
        await Write(SampleRuns.Full());

        Query("SELECT assertion_name FROM dqx_results WHERE tags @> '[\"finance\"]'").ShouldBe("revenue is between");
        Query("SELECT suite FROM dqx_runs WHERE tags @> '{\"env\": \"prod\"}' AND labels ->> 'build' = '1234'").ShouldBe("Orders quality");
        Query("SELECT diagnostics -> 0 ->> 'id' FROM dqx_runs").ShouldBe("DQX9002");
    }

    [Fact]
    public async Task DeletingARunDeletesItsRows()
    {
        await Write(SampleRuns.Full());
        await Write(SampleRuns.Full());

        Query("DELETE FROM dqx_runs WHERE run_id = (SELECT run_id FROM dqx_runs LIMIT 1)");

        Query("SELECT count(*) FROM dqx_results").ShouldBe("4");
        ShouldHoldWholeRuns(1);
    }

    [Fact]
    public async Task TheSameRunTwiceHasOneEffect()
    {
        var run = SampleRuns.Full();
        await Write(run);
        await Write(run);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Write(run))));

        ShouldHoldWholeRuns(1);
        Query("SELECT count(*) FROM dqx_results").ShouldBe("4");
    }

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(1001, 1000)]
    [InlineData(10, 1)]
    [InlineData(10, 1_000_000)]
    public async Task EveryRowIsWrittenWhateverTheBatch(int results, int batchSize)
    {
        await Write(SampleRuns.Large(results), batchSize: batchSize);

        Query("SELECT count(*), count(*) FILTER (WHERE assertion_name <> 'assertion ' || position) FROM dqx_results").ShouldBe($"{results}|0");
        ShouldHoldWholeRuns(1);
    }

    [Theory]
    [InlineData("it's \"quoted\"; DROP TABLE dqx_runs; --")]
    [InlineData("{\"json\": [1, null]} \\ \\u0000 \t \r\n")]
    [InlineData("Größe 大きさ 🎯 \u200B")]
    public async Task TextsComeBackAsTheyWere(string text)
    {
        await Write(SampleRuns.Empty() with { Suite = text, Results = [SampleRuns.Result(text) with { Tags = [text], Meta = new Metadata([KeyValuePair.Create("note", text)]) }] });

        var row = Rows("SELECT suite, assertion_name, r.tags ->> 0 AS tag, r.meta ->> 'note' AS note FROM dqx_results r JOIN dqx_runs USING (run_id)").ShouldHaveSingleItem();
        row.EnumerateObject().ShouldAllBe(value => value.Value.GetString() == text);
    }

    [Fact]
    public async Task WhatNoTextOfPostgresHoldsIsReplaced()
    {
        await Write(SampleRuns.Empty() with { Suite = "a\0b", Results = [SampleRuns.Result("half \uD83C pair") with { Tags = ["c\0d"], Meta = new Metadata([KeyValuePair.Create("n", "e\0f\\\0")]) }] });

        var row = Rows("SELECT suite, assertion_name, r.tags, r.meta FROM dqx_results r JOIN dqx_runs USING (run_id)").ShouldHaveSingleItem();
        row.EnumerateObject().Select(value => value.Value.ToString()).ShouldBe(["a\uFFFDb", "half \uFFFD pair", "[\"c\uFFFDd\"]", "{\"n\": \"e\uFFFDf\\\\\uFFFD\"}"]);
    }

    [Fact]
    public async Task AMetricMayBeLongerThanAnEntryOfAnIndex()
    {
        var metric = $"custom_sql(\"{string.Concat(Enumerable.Range(0, 2000).Select(_ => Guid.NewGuid()))}\")";
        await Write(SampleRuns.Empty() with { Symbols = [new() { Name = "x_1", Metric = metric, Date = new DateOnly(2026, 11, 20), Value = 1 }] });

        Query($"SET enable_seqscan = off; SELECT length(metric) FROM dqx_symbols WHERE metric = '{metric}'").ShouldBe($"{metric.Length}");
    }

    [Fact]
    public async Task NumbersComeBackToTheLastBit()
    {
        double[] values = [0.1, -1.5e-300, double.Epsilon, double.MaxValue, 9_007_199_254_740_993, -0.0];
        await Write(SampleRuns.Empty() with { Results = [.. values.Select((value, index) => SampleRuns.Result($"{index}") with { Value = value })] });

        Rows("SELECT value FROM dqx_results ORDER BY position").Select(row => row.GetProperty("value").GetDouble()).ShouldBe(values);
        Query("SELECT value FROM dqx_results WHERE position = 5").ShouldBe("0");
    }

    [Fact]
    public async Task TheOptionsOfTheUrlCount()
    {
        Query("CREATE SCHEMA quality AUTHORIZATION dqx");

        await Write(SampleRuns.Full(), $"{Server.Url(Database).Replace("postgres://", "postgresql://", StringComparison.Ordinal)}?search_path=quality&application_name=nightly&sslmode=prefer&connect_timeout=5&options=-c%20work_mem%3D1MB");

        Query("SELECT count(*) FROM quality.dqx_runs").ShouldBe("1");
        Query("SELECT to_regclass('public.dqx_runs') IS NULL").ShouldBe("t");
    }

    [Fact]
    public async Task ASocketIsNamedByItsFolder()
    {
        await Write(SampleRuns.Full(), $"postgres://dqx@:{Server.Port}/{Database}?host={Server.SocketFolder}");

        ShouldHoldWholeRuns(1);
    }

    private List<JsonElement> Rows(string sql)
        => Query($"SELECT row_to_json(rows) FROM ({sql}) AS rows").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
}
