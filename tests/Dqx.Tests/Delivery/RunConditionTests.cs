using Dqx.Delivery;

namespace Dqx.Tests.Delivery;

public sealed class RunConditionTests
{
    /// <summary>P0 failed (tag finance), P1 failed muted, P1 error (tag a-b.2 as a name with signs), P2 passed, P2 skipped.</summary>
    private static readonly SuiteRun s_run = Runs.Of(
        Runs.Result("a", AssertionStatus.Failed, Severity.P0, tags: ["finance"]),
        Runs.Result("b", AssertionStatus.Failed, Severity.P1) with { Muted = true },
        Runs.Result("c", AssertionStatus.Error, Severity.P1, tags: ["a-b-2"]),
        Runs.Result("d", AssertionStatus.Passed, Severity.P2, tags: ["finance"]),
        Runs.Result("e", AssertionStatus.Skipped, Severity.P2));

    [Theory]
    [InlineData("failed > 0", true)]
    [InlineData("failed == 1", true)]
    [InlineData("failed(P0) > 0", true)]
    [InlineData("failed(P1) > 0", false)]
    [InlineData("errors > 0", true)]
    [InlineData("errors(P0) > 0 or failed(P0) > 0", true)]
    [InlineData("errors(P0) > 0 and failed(P0) > 0", false)]
    [InlineData("passed == 1 and skipped == 1 and total == 5", true)]
    [InlineData("not failed > 0", false)]
    [InlineData("not not failed > 0", true)]
    [InlineData("failed(tag=finance) == 1", true)]
    [InlineData("passed(tag=finance) == 1", true)]
    [InlineData("errors(tag=a-b-2) == 1", true)]
    [InlineData("errors(tag=\"a-b-2\") == 1", true)]
    [InlineData("failed(tag=other) > 0", false)]
    [InlineData("failed < errors", false)]
    [InlineData("failed <= errors", true)]
    [InlineData("0 < failed", true)]
    [InlineData("failed != 1 or (errors >= 1 and total > 4)", true)]
    [InlineData("failed != 1 or errors >= 2 and total > 4", false)]
    [InlineData("failed > 9 and errors > 9 or total == 5", true)]
    [InlineData("new == 1", true)]
    [InlineData("new(P0) == 0", true)]
    [InlineData("recovered(tag=finance) == 1", true)]
    [InlineData("recovered(P0) > 0", false)]
    public void It_holds_or_not(string text, bool holds)
    {
        var notification = new Notification(NotificationKind.Failure, [new("Check", "c", AssertionStatus.Error)], [new("Check", "d", AssertionStatus.Failed)]);

        RunCondition.Parse(text).Holds(s_run, notification).ShouldBe(holds);
        RunCondition.Parse(text).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("", 0, "found nothing")]
    [InlineData("failed", 6, "write 'failed > 0'")]
    [InlineData("failed >", 8, "Expected a number or one of")]
    [InlineData("failures > 0", 0, "did you mean 'failed'?")]
    [InlineData("failed(P4) > 0", 7, "P0, P1, P2, P3 or tag=NAME")]
    [InlineData("failed(p0) > 0", 7, "P0, P1, P2, P3 or tag=NAME")]
    [InlineData("failed(tag=) > 0", 11, "the name of a tag")]
    [InlineData("failed(P0 > 0", 10, "')'")]
    [InlineData("failed > 0 errors > 0", 11, "'and', 'or' or the end")]
    [InlineData("failed = 0", 7, "Equality is written ==")]
    [InlineData("(failed > 0", 11, "')'")]
    [InlineData("failed > 0 &", 11, "Unexpected character")]
    public void A_wrong_one_says_where(string text, int offset, string message)
    {
        RunCondition.TryParse(text, out var error).ShouldBeNull();

        error.ShouldNotBeNull().Offset.ShouldBe(offset);
        error.Message.ShouldContain(message);
        Should.Throw<DqxException>(() => RunCondition.Parse(text)).DiagnosticId.ShouldBe("DQX1260");
    }

    [Fact]
    public void Ten_thousand_parentheses_are_refused()
        => RunCondition.TryParse(new string('(', 4_000) + "failed > 0" + new string(')', 500), out _).ShouldBeNull();
}
