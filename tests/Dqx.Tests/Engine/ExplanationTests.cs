using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Explanation;
using Dqx.Planning;

namespace Dqx.Tests.Engine;

public sealed class ExplanationTests
{
    [Fact]
    public async Task FourteenDaysOfLagsAreOneScanAndOneStatement()
    {
        var data = new QueryDataset("data", "SELECT DATE '2026-11-20' - (range * 7919 % 15)::INTEGER AS d, range AS c FROM range(1000)") { Calendar = new DatasetCalendar { DateColumn = "d" } };

        var explanation = await ExplainAsync(data, "sum(c) / average_over(sum(c), n=14) between 0.5 and 2");

        var statement = explanation.Scans.ShouldHaveSingleItem().Statements.ShouldHaveSingleItem();
        statement.Days.ShouldBe(Enumerable.Range(0, 15).Select(lag => Some.Date.AddDays(-lag)));
        statement.Statement.Parameters.ShouldBe(statement.Days.Cast<object>());
        statement.Parameters[0].ShouldBe("$1 = DATE '2026-11-20'");
        statement.Runnable.ShouldContain("IN (DATE '2026-11-20', DATE '2026-11-19', ");
        statement.Symbols.Length.ShouldBe(15);
    }

    [Fact]
    public async Task WhatDoesNotFitIsSaidAndTheRestHasItsStatement()
    {
        var scan = (await ExplainAsync(Some.Rows("c", "(1)"), "sum(nosuch) > 0", "sum(c) > 0")).Scans.ShouldHaveSingleItem();

        scan.Failures.Select(failure => (failure.Metric.ToString(), failure.Message)).ShouldBe([("sum(nosuch, dataset=data)", "data has no column 'nosuch'; known: c")]);
        scan.Statements.ShouldHaveSingleItem().Symbols.ShouldHaveSingleItem().Name.ShouldBe("x_2");
    }

    [Fact]
    public async Task DataThatIsNotThereIsAProblemAndNoException()
        => (await ExplainAsync(new QueryDataset("data", "SELECT * FROM nosuch"), "num_rows() > 0")).Scans.ShouldHaveSingleItem().Problem.ShouldNotBeNull().ShouldContain("nosuch");

    [Theory]
    [InlineData("a = $1 AND b = $2", "a = 'x' AND b = 2")]
    [InlineData("a = '$1' AND \"$1\" = $1", "a = '$1' AND \"$1\" = 'x'")]
    [InlineData("'it''s $1' = $1 -- $1\n$2", "'it''s $1' = 'x' -- $1\n2")]
    [InlineData("/* $1 */ $2 '$1", "/* $1 */ 2 '$1")]
    [InlineData("$3", "$3")]
    public void PlaceholdersOutsideOfQuotesAndCommentsAreWrittenOut(string statement, string expected)
        => SqlLiteral.Substitute(statement, DuckDbDialect.Instance, ["'x'", "2"]).ShouldBe(expected);

    [Fact]
    public void TheTwelfthPlaceholderIsNotTheFirst()
        => SqlLiteral.Substitute("$1 $12", DuckDbDialect.Instance, [.. Enumerable.Range(1, 12).Select(n => $"v{n}")]).ShouldBe("v1 v12");

    [Theory]
    [InlineData("it's", "'it''s'")]
    [InlineData(true, "TRUE")]
    [InlineData(-5L, "-5")]
    [InlineData(0.5, "0.5")]
    public void AValueIsWrittenAsALiteral(object value, string expected) => SqlLiteral.Of(value, DuckDbDialect.Instance).ShouldBe(expected);

    private static Task<SuiteExplanation> ExplainAsync(IDataset data, params string[] expectations)
        => SuiteExplainer.ExplainAsync(Some.Suite(expectations), new PlanningContext { Key = ResultKey.For(Some.Date), Today = Some.Date, Datasets = [data] }, history: null, CancellationToken.None);
}
