using Dqx.Checks;
using Dqx.Expressions;
using Dqx.Tests.Support;

namespace Dqx.Tests.Engine;

public sealed class SuiteRunnerTests
{
    [Fact]
    public async Task OnlyTheGuiltyMetricErrsWhenTheFusedStatementFails()
    {
        // The cast fails at run time only: preparation cannot see it.
        var data = new QueryDataset("data", "SELECT * FROM (VALUES ('1', 10), ('x', 20)) t(s, c)");

        var run = await Some.RunAsync(data, "sum(c) == 30", "custom_sql(\"sum(CAST(s AS INTEGER))\")", "num_rows() == 2", "maximum(c) == 20");

        run.Results.Select(result => result.Status)
            .ShouldBe([AssertionStatus.Passed, AssertionStatus.Error, AssertionStatus.Passed, AssertionStatus.Passed]);
        run.Results[1].ErrorKind.ShouldBe(ErrorKind.Engine);
        run.Results[1].Error.ShouldNotBeNull().ShouldContain("'x'");
    }

    [Fact]
    public async Task ADatasetThatCannotBeReadFailsItsAssertionsAndLeavesTheOthers()
    {
        var suite = new VerificationSuite
        {
            Name = "Two",
            Checks =
            [
                new Check { Name = "A", Uses = ["good"], Assertions = [new Assertion { Name = "rows", Expectation = Expectation.Parse("num_rows() == 1") }] },
                new Check { Name = "B", Uses = ["bad"], Assertions = [new Assertion { Name = "rows", Expectation = Expectation.Parse("num_rows() == 1") }] },
            ],
        };

        var run = await new SuiteRunner().RunAsync(
            suite, [new QueryDataset("good", "SELECT 1 AS c"), new QueryDataset("bad", "SELECT * FROM nosuch")], ResultKey.For(Some.Date));

        run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Passed, AssertionStatus.Error]);
        run.Results[1].Error.ShouldNotBeNull().ShouldContain("nosuch");
        run.Status.ShouldBe(RunStatus.Error);
    }

    [Fact]
    public async Task AMetricUsedTwiceIsOneSymbol()
    {
        var run = await Some.RunAsync(Some.Rows("c", "(1)", "(2)"), "sum(c) / num_rows() > 0", "num_rows() > 1", "sum(c) between num_rows() and 10");

        run.Symbols.Select(symbol => $"{symbol.Name} {symbol.Metric} {symbol.Value}").ShouldBe(["x_1 sum(c) 3", "x_2 num_rows() 2"]);
        run.Results.Select(result => string.Join(' ', result.Symbols)).ShouldBe(["x_1 x_2", "x_2", "x_1 x_2"]);
    }

    [Fact]
    public async Task MetricsThatDifferInTheirFilterAreTwo()
    {
        var run = await Some.RunAsync(Some.Rows("c", "(1)", "(2)", "(3)"), "num_rows(where=\"c > 1\") - num_rows(where=\"c > 2\") == 1");

        run.Symbols.Length.ShouldBe(2);
        run.Results[0].Status.ShouldBe(AssertionStatus.Passed);
    }

    [Fact]
    public async Task APastValueWithoutAHistoryIsSkipped()
    {
        var run = await Some.RunAsync(Some.Rows("c", "(1)"), "sum(c) / sum(c, lag=1) > 0", "coalesce(sum(c, lag=7), 5) == 5", "num_rows() > sum(c, lag=1)");

        run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Skipped, AssertionStatus.Passed, AssertionStatus.Skipped]);
        run.Results[0].Reason.ShouldBe(SkipReason.NoHistory);
        run.Symbols[1].Date.ShouldBe(Some.Date.AddDays(-1));
        run.Symbols[1].Error.ShouldBe("no stored value yet");
    }

    [Fact]
    public async Task TheDatasetsOwnPredicateHoldsForEveryMetric()
    {
        var data = new QueryDataset("data", "SELECT unnest([1,2,3,4]) AS c", where: "c > 2 -- only the large");

        var run = await Some.RunAsync(data, "num_rows() == 2", "sum(c, where=\"c = 3\") == 3", "custom_sql(\"count(*)\", where=\"c = 4\") == 1");

        run.Status.ShouldBe(RunStatus.Passed);
    }

    [Fact]
    public async Task ResultsSayWhatTheDocumentNeeds()
    {
        var suite = VerificationSuite.Create("Orders", checks => checks.Add(
            "Revenue",
            (mp, ctx) => ctx.AssertThat(mp.Sum("c") / mp.NumRows()).Where(" mean ", Severity.P0, ["a"], id: "m1").IsBetween(1, 2, new Tolerance(5, IsPercent: true)),
            tags: ["finance", "a"],
            meta: new Dictionary<string, string> { ["owner"] = "payments" }));

        var run = await new SuiteRunner().RunAsync(suite, [Some.Rows("c", "(1)", "(2)")], ResultKey.For(Some.Date));

        var result = run.Results.ShouldHaveSingleItem();
        result.Assertion.ShouldBe("mean");
        result.Expression.ShouldBe("sum(c) / num_rows() between 1 and 2 tol 5%");
        (result.Operator, result.Lower, result.Upper, result.Tolerance).ShouldBe(("between", 1, 2, 0.1));
        (result.Severity, result.Id, result.Value, result.Status).ShouldBe((Severity.P0, "m1", 1.5, AssertionStatus.Passed));
        result.Tags.ShouldBe(["finance", "a"]);
        result.Meta.Text("owner").ShouldBe("payments");
    }

    [Fact]
    public async Task RunsOfOneSuiteAreIndependent()
    {
        var suite = Some.Suite("sum(c) > 0", "num_rows() == 100000");
        var runner = new SuiteRunner();
        var data = new QueryDataset("data", "SELECT range AS c FROM range(100000)");

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => runner.RunAsync(suite, [data], ResultKey.For(Some.Date))));

        runs.ShouldAllBe(run => run.Status == RunStatus.Passed);
        runs.Select(run => run.RunId).Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public async Task CancellationReachesTheEngine()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var endless = new QueryDataset("data", "SELECT a.range AS c FROM range(1000000000) a, range(1000000000) b");

        await Should.ThrowAsync<OperationCanceledException>(
            () => new SuiteRunner().RunAsync(Some.Suite("sum(c) > 0"), [endless], ResultKey.For(Some.Date), null, cancellation.Token));
    }

    [Fact]
    public async Task AThousandAssertionsThatShareADenominatorAreTwoSymbolsEachAndOneStatement()
    {
        var columns = Enumerable.Range(0, 40).Select(i => $"c{i}").ToArray();
        var data = new QueryDataset("data", $"SELECT {string.Join(", ", columns.Select(c => $"range AS {c}"))} FROM range(1000)");

        var run = await Some.RunAsync(data, [.. Enumerable.Range(0, 1000).Select(i => $"sum(c{i % 40}) / num_rows() > 1")]);

        run.Symbols.Length.ShouldBe(41);
        run.Summary.Passed.ShouldBe(1000);
    }
}
