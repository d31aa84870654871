namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class ValueTests : DatabaseTest
{
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("it's \"quoted\"; DROP TABLE dqx_runs; --")]
    [InlineData("{\"json\": [1, null]} \\ \t \r\n")]
    [InlineData("Größe 大きさ 🎯 \u200B")]
    [InlineData("$1 @p :x ?1")]
    public async Task TextsComeBackAsTheyWere(string text)
    {
        var result = SampleRuns.Result(text) with { Check = text, Id = text, Error = text, Tags = [text] };
        await Write(SampleRuns.Empty() with { Suite = text, Results = [result] });

        var row = Query("SELECT suite, check_name, assertion_name, assertion_id, error FROM dqx_results JOIN dqx_runs USING (run_id)").ShouldHaveSingleItem();
        row["suite"].ShouldBe(text);
        row["check_name"].ShouldBe(text);
        row["assertion_name"].ShouldBe(text);
        row["assertion_id"].ShouldBe(text);
        row["error"].ShouldBe(text);
        Query("SELECT tag.value AS tag FROM dqx_results, json_each(dqx_results.tags) AS tag").ShouldHaveSingleItem()["tag"].ShouldBe(text);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1.5e-300)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(9_007_199_254_740_993)]
    [InlineData(42)]
    public async Task NumbersComeBackToTheLastBit(double value)
    {
        await Write(SampleRuns.Empty() with { Results = [SampleRuns.Result("a") with { Value = value, Lower = -value }] });

        var row = Query("SELECT value, lower FROM dqx_results").ShouldHaveSingleItem();
        row["value"].ShouldBe(value);
        row["lower"].ShouldBe(-value);
    }

    [Fact]
    public async Task WhatDoesNotExistIsNull()
    {
        var bare = SampleRuns.Result("a") with { Value = null };
        await Write(SampleRuns.Empty() with { Results = [bare] });

        var row = Query("SELECT assertion_id, segment, value, operator, lower, upper, tolerance, error, error_kind, reason FROM dqx_results").ShouldHaveSingleItem();
        row.Values.ShouldAllBe(value => value == null);
    }

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(1, 1000)]
    [InlineData(999, 1000)]
    [InlineData(1000, 1000)]
    [InlineData(1001, 1000)]
    [InlineData(10_000, 1000)]
    [InlineData(10, 1)]
    [InlineData(10, 3)]
    [InlineData(10, 1_000_000)]
    public async Task EveryRowIsWrittenWhateverTheBatch(int results, int batchSize)
    {
        await Write(SampleRuns.Large(results), Settings(("batch_size", batchSize)));

        Scalar("SELECT count(*) FROM dqx_results").ShouldBe((long)results);
        Scalar("SELECT count(*) FROM dqx_symbols").ShouldBe((long)(results / 2));
        Query("SELECT position, assertion_name FROM dqx_results ORDER BY position").Select(row => (row["position"], row["assertion_name"]))
            .ShouldBe(Enumerable.Range(0, results).Select(index => ((object?)(long)index, (object?)$"assertion {index}")));
        ShouldHoldWholeRunsOnly();
    }
}
