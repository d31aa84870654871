using Dqx.Checks;
using Dqx.Tests.Support;

namespace Dqx.Tests.Engine;

public sealed class MuteTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public async Task A_muted_failure_counts_for_nothing_until_its_day(int days, bool isMuted)
    {
        var run = await RunAsync(new Mute { Check = "Check", Assertion = "1", Until = Some.Date.AddDays(days), Reason = "known" });

        run.Results.Select(result => (result.Assertion, result.Status, result.Muted)).ShouldBe(
            [("1", AssertionStatus.Failed, isMuted), ("2", AssertionStatus.Passed, false), ("3", AssertionStatus.Error, false)]);
        (run.Summary.Failed, run.Summary.Muted).ShouldBe(isMuted ? (0, 1) : (1, 0));
        run.Diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe(isMuted ? [] : ["DQX1263"]);
    }

    [Fact]
    public async Task A_whole_check_is_muted_with_its_errors()
    {
        var run = await RunAsync(new Mute { Check = "Check", Until = Some.Date, Reason = "known" });

        run.Results.Select(result => result.Muted).ShouldBe([true, false, true]);
        run.Status.ShouldBe(RunStatus.Passed);
    }

    [Theory]
    [InlineData("Chek", null, "DQX1262", "did you mean 'Check'?")]
    [InlineData("Check", "4", "DQX1262", "has no assertion '4'")]
    [InlineData("Check", "1", null, "")]
    public void What_mutes_nothing_is_a_warning(string check, string? assertion, string? id, string message)
    {
        var suite = Suite(new Mute { Check = check, Assertion = assertion, Until = Some.Date, Reason = "known" });

        var findings = SuiteValidator.Validate(suite).ToList();

        findings.Select(finding => finding.Id).ShouldBe(id is null ? [] : [id]);
        findings.ShouldAllBe(finding => finding.Severity == DiagnosticSeverity.Warning && finding.Message.Contains(message));
    }

    [Fact]
    public void A_reason_is_needed_in_code_as_well()
        => Should.Throw<DqxException>(() => VerificationSuite.Create("Suite", checks => checks
            .Add("Check", (metrics, context) => context.AssertThat(metrics.NumRows()).Where("some").IsPositive())
            .Mute("Check", Some.Date, " "))).DiagnosticId.ShouldBe("DQX1261");

    private static VerificationSuite Suite(Mute mute) => Some.Suite("num_rows() > 9", "num_rows() > 0", "sum(b) > 0") with { Mutes = [mute] };

    private static Task<SuiteRun> RunAsync(Mute mute) => new SuiteRunner(Some.Clock).RunAsync(Suite(mute), [Some.Rows("a", "(1)")], ResultKey.For(Some.Date));
}
