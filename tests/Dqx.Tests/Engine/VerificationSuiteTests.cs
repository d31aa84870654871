using Dqx.Checks;
using Dqx.Expressions;
using Dqx.Tests.Support;

namespace Dqx.Tests.Engine;

public sealed class VerificationSuiteTests
{
    [Fact]
    public void AllErrorsOfASuiteAreToldAtOnce()
    {
        var error = Should.Throw<DqxException>(() => VerificationSuite.Create(" ", checks => checks
            .Add("A", (mp, ctx) =>
            {
                ctx.AssertThat(mp.NumRows()).Where("x").IsPositive();
                ctx.AssertThat(mp.NumRows()).Where("x", tags: ["not a tag"]).IsBetween(2, 1);
            })
            .Add("A", (mp, ctx) => ctx.AssertThat(mp.NumRows()).Where(new string('n', 256)).HasValue())));

        error.Message.ShouldContain("The suite has a blank name.");
        error.Message.ShouldContain("There are two checks named 'A'.");
        error.Message.ShouldContain("two assertions named 'x'");
        error.Message.ShouldContain("'not a tag'");
        error.Message.ShouldContain("256 characters");
        error.Message.ShouldContain("the lower bound 2 is above the upper bound 1");
    }

    [Fact]
    public void ASuiteWithoutAssertionsIsAnErrorNotAQuietSuccess()
        => Should.Throw<DqxException>(() => VerificationSuite.Create("Empty", checks => checks.Add("A", (_, _) => { }))).DiagnosticId.ShouldBe("DQX1204");

    [Fact]
    public void AnAssertionWithoutAPredicateIsAnError()
        => Should.Throw<DqxException>(() => VerificationSuite.Create("S", checks => checks.Add("A", (mp, ctx) => ctx.AssertThat(mp.Sum("c")).Where("forgotten"))))
            .Message.ShouldContain("AssertThat(sum(c)) has no predicate");

    [Theory]
    [InlineData(null, "num_rows() > 0", "does not say which dataset")]
    [InlineData("a", "num_rows(dataset=b) > 0", "which the check does not use")]
    [InlineData(null, "num_rows(dataset=order) > 0", "did you mean 'orders'")]
    public async Task DatasetsAreCheckedBeforeAnythingIsRead(string? uses, string expectation, string expected)
    {
        var suite = Some.Suite(expectation);
        suite = suite with { Checks = [suite.Checks[0] with { Uses = uses is null ? [] : [uses] }] };

        var error = await Should.ThrowAsync<DqxException>(() => new SuiteRunner().RunAsync(
            suite, [new QueryDataset("a", "SELECT 1"), new QueryDataset("b", "SELECT 1"), new QueryDataset("orders", "SELECT 1")], ResultKey.For(Some.Date)));

        error.DiagnosticId.ShouldBe("DQX1211");
        error.Message.ShouldContain(expected);
    }

    [Fact]
    public void TheFrontDoorReadsAsInTheReadme()
    {
        var suite = VerificationSuite.Create("Orders", checks => checks
            .Add("Revenue integrity", (mp, ctx) =>
            {
                ctx.AssertThat(mp.Sum("revenue")).Where("revenue is positive", Severity.P0).IsPositive();
                ctx.AssertThat(mp.Sum("revenue") / mp.Sum("revenue", lag: 1)).Where("daily change").IsBetween(0.8, 1.2);
                ctx.AssertThat(Functions.Coalesce(mp.Average("a b"), 0) - 1).Where("rest").IsAtMost(mp.NumRows(where: "x = \"y\"") * 2);
                ctx.AssertThat(mp.CountValues("status", ["open", 5, true])).Where("values").IsNotEqualTo(3);
            }));

        suite.Checks[0].Assertions.Select(assertion => assertion.Expectation.Text).ShouldBe(
        [
            "sum(revenue) is positive",
            "sum(revenue) / sum(revenue, lag=1) between 0.8 and 1.2",
            "coalesce(average(\"a b\"), 0) - 1 <= num_rows(where=\"x = \\\"y\\\"\") * 2",
            "count_values(status, \"open\", 5, true) != 3",
        ]);
        suite.Checks[0].Assertions.ShouldAllBe(assertion => Expectation.Parse(assertion.Expectation.Text).Subject.ToString() == assertion.Expectation.Subject.ToString());
    }
}
