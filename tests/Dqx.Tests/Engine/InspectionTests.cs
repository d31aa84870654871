using Dqx.Checks;
using Dqx.Expressions;

namespace Dqx.Tests.Engine;

/// <summary>What the columns say about a suite before a row is read.</summary>
public sealed class InspectionTests
{
    private static readonly QueryDataset s_data = new("data", "SELECT 1.5::DOUBLE AS f, 1 AS i, 1.5::DECIMAL(9, 2) AS d");

    [Theory]
    [InlineData("sum(f) == 1.5", true)]
    [InlineData("1 + sum(f) / 2 != 1.5", true)]
    [InlineData("1.5 == sum(f)", true)]
    [InlineData("day_over_day(sum(f)) == 0", true)]
    [InlineData("sum(f) == 1.5 tol 1e-9", false)]
    [InlineData("sum(f) == 1.5 tol 1%", false)]
    [InlineData("sum(f) >= 1.5", false)]
    [InlineData("sum(f) between 1 and 2", false)]
    [InlineData("sum(i) == 1", false)]
    [InlineData("sum(d) == 1.5", false)]
    [InlineData("maximum(f) == 1.5", false)]
    public async Task AnExactComparisonOfAFloatingSumIsAWarning(string expectation, bool warns)
    {
        var findings = await FindAsync(Some.Suite(expectation));

        findings.Select(finding => (finding.Id, finding.Severity)).ShouldBe(warns ? [("DQX1240", DiagnosticSeverity.Warning)] : []);
    }

    [Fact]
    public async Task AConditionIsLookedAtLikeAnAssertion()
    {
        var suite = Some.Suite("num_rows() > 0");
        suite = suite with { Checks = [suite.Checks[0] with { OnlyIf = Expectation.Parse("sum(nosuch) > 0") }] };

        var finding = (await FindAsync(suite)).ShouldHaveSingleItem();

        (finding.Id, finding.CheckIndex, finding.AssertionIndex, finding.Part).ShouldBe(("DQX1215", 0, null, "only_if"));
        finding.Message.ShouldBe("Check 'Check', only_if: data has no column 'nosuch'; known: f, i, d.");
    }

    [Fact]
    public async Task WhatAProfileDisablesTodayIsLookedAtAllTheSame()
    {
        var suite = Some.Suite("sum(nosuch) > 0");
        suite = suite with { Profiles = [new Profile { Name = "P", Rules = [new ProfileRule { Check = "Check", Disable = true }] }] };

        (await FindAsync(suite)).ShouldHaveSingleItem().Id.ShouldBe("DQX1215");
    }

    [Fact]
    public async Task WhatAProfileExpectsOnAnotherDayIsLookedAtAtItsPlace()
    {
        var suite = Some.Suite("num_rows() > 0", "num_rows() > 1");
        suite = suite with { Profiles = [new Profile { Name = "P", Start = Some.Date.AddDays(1), Rules = [new ProfileRule { Check = "Check", Expectation = Expectation.Parse("sum(nosuch) > 0") }] }] };

        var finding = (await FindAsync(suite)).ShouldHaveSingleItem();

        finding.Message.ShouldBe("The profile 'P', rule 1: data has no column 'nosuch'; known: f, i, d.");
        string.Join('/', finding.Path.Select(step => step.Name ?? $"{step.Index}")).ShouldBe("profiles/0/rules/0/expect");
    }

    [Theory]
    [InlineData("day_over_day(num_rows()) > -0.1", true)]
    [InlineData("week_over_week(num_rows()) between -0.1 and 0.1", true)]
    [InlineData("day_over_day(num_rows()) is negative", true)]
    [InlineData("day_over_day(num_rows()) < 0.1", false)]
    [InlineData("change(num_rows()) between -0.1 and 0.1", false)]
    [InlineData("day_over_day(num_rows()) - 1 > -0.1", false)]
    public void ANegativeBoundOnAnAbsoluteChangeIsAnError(string expectation, bool refused)
        => SuiteValidator.Validate(Some.Suite(expectation)).Select(finding => finding.Id).ShouldBe(refused ? ["DQX1239"] : []);

    private static async Task<IReadOnlyList<SuiteFinding>> FindAsync(VerificationSuite suite)
    {
        var inspection = await SuiteInspector.InspectAsync(suite, [s_data], ResultKey.For(Some.Date), CancellationToken.None);
        inspection.Datasets.ShouldBeEmpty();
        return inspection.Findings;
    }
}
