using Dqx.Checks;
using Dqx.Expressions;

namespace Dqx.Tests.Engine;

/// <summary>What tunables, conditions, repeated checks and profiles do in a run, by the C# front door.</summary>
public sealed class CheckLanguageRunTests
{
    private static readonly QueryDataset s_two = Some.Rows("c", "(1)", "(3)");

    [Fact]
    public async Task ATunableStandsForItsValueInExpressionsAndBounds()
    {
        var suite = VerificationSuite.Create("S", checks =>
        {
            var least = checks.Tunable("least", 2, minimum: 0, maximum: 10);
            var factor = checks.Tunable("factor", 1, choices: [1, 2]);
            checks.Add("A", (mp, ctx) => ctx.AssertThat(mp.NumRows() * factor).Where("rows").IsAtLeast(least));
        });

        var plain = (await RunAsync(suite)).Results.ShouldHaveSingleItem();
        var set = (await RunAsync(suite.WithTunable("least", 5).WithTunable("factor", 2))).Results.ShouldHaveSingleItem();

        (plain.Status, plain.Value, plain.Lower, plain.Expression).ShouldBe((AssertionStatus.Passed, 2, 2, "num_rows() * factor >= least"));
        (set.Status, set.Value, set.Lower, set.Expression).ShouldBe((AssertionStatus.Failed, 4, 5, "num_rows() * factor >= least"));
    }

    [Theory]
    [InlineData("least", 11, "DQX1231", "above its max 10")]
    [InlineData("least", double.NaN, "DQX1231", "not finite")]
    [InlineData("leest", 1, "DQX1232", "did you mean 'least'?")]
    public void AWrongTunableIsRefused(string name, double value, string id, string expected)
    {
        var suite = VerificationSuite.Create("S", checks =>
        {
            checks.Tunable("least", 2, maximum: 10);
            checks.Add("A", (mp, ctx) => ctx.AssertThat(mp.NumRows()).Where("rows").IsPositive());
        });

        var error = Should.Throw<DqxException>(() => suite.WithTunable(name, value));

        error.DiagnosticId.ShouldBe(id);
        error.Message.ShouldContain(expected);
    }

    [Fact]
    public void ATunableOfAnotherSuiteIsRefused()
        => Should.Throw<DqxException>(() => VerificationSuite.Create("S", checks => checks.Add("A", (mp, ctx) => ctx.AssertThat(mp.NumRows()).Where("rows").IsAtLeast(new Expression.TunableTerm("other")))))
            .DiagnosticId.ShouldBe("DQX1232");

    [Theory]
    [InlineData("num_rows() > 2", "only_if num_rows() > 2 does not hold, the value is 2")]
    [InlineData("sum(nosuch) > 0", "only_if sum(nosuch) > 0 cannot be evaluated: data has no column 'nosuch'; known: c")]
    [InlineData("sum(c, lag=1) > 0", "only_if sum(c, lag=1) > 0 cannot be evaluated: no stored value yet for 2026-11-19")]
    public async Task AssertionsOfACheckWhoseConditionDoesNotHoldAreSkippedAndTheRunNamesIt(string condition, string expected)
    {
        var suite = Some.Suite("num_rows() > 0", "sum(c) > 0");
        suite = suite with { Checks = [suite.Checks[0] with { OnlyIf = Expectation.Parse(condition) }, suite.Checks[0] with { Name = "Other" }] };

        var run = await RunAsync(suite);

        run.Results.Select(result => (result.Check, result.Status, result.Reason)).ShouldBe(
        [
            ("Check", AssertionStatus.Skipped, SkipReason.OnlyIf),
            ("Check", AssertionStatus.Skipped, SkipReason.OnlyIf),
            ("Other", AssertionStatus.Passed, null),
            ("Other", AssertionStatus.Passed, null),
        ]);
        run.Results[0].Value.ShouldBeNull();
        run.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe($"Check 'Check' is skipped: {expected}.");
    }

    [Fact]
    public async Task AConditionThatHoldsIsMeasuredWithTheRest()
    {
        var suite = VerificationSuite.Create("S", checks => checks.Add("A", (mp, ctx) =>
        {
            ctx.OnlyIf(mp.NumRows()).IsPositive();
            ctx.AssertThat(mp.Sum("c")).Where("sum").IsEqualTo(4);
        }));

        var run = await RunAsync(suite);

        run.Status.ShouldBe(RunStatus.Passed);
        run.Symbols.Select(symbol => symbol.Metric).ShouldBe(["num_rows()", "sum(c)"]);
        run.Results[0].Symbols.ShouldBe(["x_2"]);
        run.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void AConditionWithoutAPredicateIsAnError()
        => Should.Throw<DqxException>(() => VerificationSuite.Create("S", checks => checks.Add("A", (mp, ctx) => ctx.OnlyIf(mp.NumRows()))))
            .Message.ShouldContain("OnlyIf(num_rows()) has no predicate");

    [Fact]
    public async Task ACheckIsRepeatedForDatasets()
    {
        var suite = VerificationSuite.Create("S", checks => checks.AddForEach("Rows", ["a", "b"], (mp, ctx, dataset) => ctx.AssertThat(mp.NumRows()).Where($"rows of {dataset}").IsEqualTo(1)));

        var run = await new SuiteRunner(Some.Clock).RunAsync(suite, [new QueryDataset("a", "SELECT 1"), new QueryDataset("b", "SELECT 1 WHERE false")], ResultKey.For(Some.Date));

        run.Results.Select(result => (result.Check, result.Assertion, result.Status, result.Value)).ShouldBe([("Rows [a]", "rows of a", AssertionStatus.Passed, 1), ("Rows [b]", "rows of b", AssertionStatus.Failed, 0)]);
    }

    [Fact]
    public async Task ProfilesMultiplyDisableAndChangeWhatIsExpected()
    {
        var suite = VerificationSuite.Create("S", checks => checks
            .Add("Rows", (mp, ctx) =>
            {
                ctx.AssertThat(mp.NumRows()).Where("multiplied", Severity.P0).IsEqualTo(12);
                ctx.AssertThat(mp.Sum("nosuch")).Where("disabled").IsPositive();
                ctx.AssertThat(mp.NumRows()).Where("other", tags: ["t"]).IsEqualTo(0);
                ctx.AssertThat(mp.NumRows()).Where("left alone").IsEqualTo(2);
            })
            .Profile("First", rules => rules
                .ForAssertion("Rows", "multiplied", multiplyValue: 2, severity: Severity.P2)
                .ForAssertion("Rows", "disabled", disable: true)
                .ForTag("t", expect: Expectation.Parse("sum(c) == 4")))
            .Profile("Second", rules => rules.ForAssertion("Rows", "multiplied", multiplyValue: 3, severity: Severity.P3).ForAssertion("Rows", "disabled", severity: Severity.P0))
            .Profile("Over", rules => rules.ForCheck("Rows", disable: true), end: Some.Date.AddDays(-1)));

        var run = await RunAsync(suite);

        run.Results.Select(result => (result.Assertion, result.Status, result.Value, result.Severity, result.SeverityDeclared, Profiles: string.Join(' ', result.Profiles))).ShouldBe(
        [
            ("multiplied", AssertionStatus.Passed, 2, Severity.P3, Severity.P0, "First Second"),
            ("disabled", AssertionStatus.Skipped, null, Severity.P0, Severity.P1, "First Second"),
            ("other", AssertionStatus.Passed, 4, Severity.P1, Severity.P1, "First"),
            ("left alone", AssertionStatus.Passed, 2, Severity.P1, Severity.P1, ""),
        ]);
        run.Results[1].Reason.ShouldBe(SkipReason.Disabled);
        run.Results[2].Expression.ShouldBe("sum(c) == 4");

        // What is disabled is not measured.
        run.Symbols.Select(symbol => symbol.Metric).ShouldBe(["num_rows()", "sum(c)"]);
    }

    [Theory]
    [InlineData("2026-11-19", "2026-11-20", true)]
    [InlineData("2026-11-20", "2026-11-25", true)]
    [InlineData(null, "2026-11-20", true)]
    [InlineData("2026-11-20", null, true)]
    [InlineData(null, null, true)]
    [InlineData("2026-11-21", null, false)]
    [InlineData(null, "2026-11-19", false)]
    public async Task AProfileIsActiveFromItsFirstToItsLastDay(string? start, string? end, bool active)
    {
        var suite = VerificationSuite.Create("S", checks => checks
            .Add("A", (mp, ctx) => ctx.AssertThat(mp.NumRows()).Where("rows").IsPositive())
            .Profile("P", rules => rules.ForCheck("A", disable: true), Day(start), Day(end)));

        (await RunAsync(suite)).Results[0].Status.ShouldBe(active ? AssertionStatus.Skipped : AssertionStatus.Passed);
    }

    [Fact]
    public async Task AProductThatIsTooLargeIsAnErrorOfTheAssertion()
    {
        var suite = VerificationSuite.Create("S", checks => checks
            .Add("A", (mp, ctx) => ctx.AssertThat(mp.NumRows() * 1e300).Where("rows").IsPositive())
            .Profile("P", rules => rules.ForCheck("A", multiplyValue: 1e300)));

        var result = (await RunAsync(suite)).Results.ShouldHaveSingleItem();

        (result.Status, result.ErrorKind, result.Value).ShouldBe((AssertionStatus.Error, ErrorKind.Arithmetic, 2e300));
        result.Error.ShouldBe("infinite result: 2E+300 * 1E+300, the profile's multiply_value");
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<SuiteRun> RunAsync(VerificationSuite suite) => new SuiteRunner(Some.Clock).RunAsync(suite, [s_two], ResultKey.For(Some.Date));
}
