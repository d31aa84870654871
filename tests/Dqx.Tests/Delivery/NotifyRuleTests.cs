using Dqx.Delivery;

namespace Dqx.Tests.Delivery;

public sealed class NotifyRuleTests
{
    private static readonly DateOnly s_day = new(2026, 11, 20);
    private static readonly DateTimeOffset s_morning = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);
    private static readonly SuiteRun s_good = Runs.Of(Runs.Result("a", AssertionStatus.Passed), Runs.Result("b", AssertionStatus.Passed));
    private static readonly SuiteRun s_bad = Runs.Of(Runs.Result("a", AssertionStatus.Failed, Severity.P0), Runs.Result("b", AssertionStatus.Passed));
    private static readonly SuiteRun s_worse = Runs.Of(Runs.Result("a", AssertionStatus.Failed, Severity.P0), Runs.Result("b", AssertionStatus.Error));

    [Fact]
    public void Every_run_is_told_when_that_is_wanted()
    {
        Decide(NotifyMode.Every, s_good, told: null).ShouldSatisfyAllConditions(
            decision => decision.IsTold.ShouldBeTrue(),
            decision => decision.Notification.Kind.ShouldBe(NotificationKind.Result));
        Decide(NotifyMode.Every, s_bad, Told(s_bad)).IsTold.ShouldBeTrue();
    }

    [Fact]
    public void A_run_for_an_older_date_is_told_unless_only_the_newest_is_of_use()
    {
        var older = s_bad with { Key = ResultKey.For(s_day.AddDays(-1)) };
        var newest = new NotifyRule(NotifyMode.Every, When: null, TimeZoneInfo.Utc) { NewestOnly = true };

        Decide(NotifyMode.Every, older, Told(s_good)).IsTold.ShouldBeTrue();
        newest.Decide(older, Told(s_good), s_morning).Reason.ShouldBe("the run is for 2026-11-19, and 2026-11-20 was told already");
        newest.Decide(s_bad, Told(s_good), s_morning).IsTold.ShouldBeTrue();
        newest.Decide(older, told: null, s_morning).IsTold.ShouldBeTrue();
    }

    [Fact]
    public void A_failure_is_told_once_and_its_end_once()
    {
        var first = Decide(NotifyMode.StatusChange, s_bad, told: null);
        first.Notification.Kind.ShouldBe(NotificationKind.Failure);
        first.Notification.New.Select(problem => problem.Assertion).ShouldBe(["a"]);

        Decide(NotifyMode.StatusChange, s_bad, Told(s_bad)).Reason.ShouldBe("nothing has changed since it was told for 2026-11-20");

        var recovery = Decide(NotifyMode.StatusChange, s_good, Told(s_bad));
        recovery.Notification.Kind.ShouldBe(NotificationKind.Recovery);
        recovery.Notification.Recovered.Select(problem => problem.Assertion).ShouldBe(["a"]);
        recovery.Problems.ShouldBeEmpty();

        Decide(NotifyMode.StatusChange, s_good, Told(s_good)).Reason.ShouldBe("nothing is wrong, as before");
        Decide(NotifyMode.StatusChange, s_good, told: null).IsTold.ShouldBeFalse();
    }

    [Fact]
    public void Another_failure_is_a_change()
    {
        var more = Decide(NotifyMode.StatusChange, s_worse, Told(s_bad));
        more.Notification.Kind.ShouldBe(NotificationKind.Failure);
        more.Notification.New.ShouldBe([new ProblemKey("Check", "b", AssertionStatus.Error)]);
        more.Problems.Length.ShouldBe(2);

        var fewer = Decide(NotifyMode.StatusChange, s_bad, Told(s_worse));
        fewer.Notification.Kind.ShouldBe(NotificationKind.Failure);
        fewer.Notification.Recovered.ShouldBe([new ProblemKey("Check", "b", AssertionStatus.Error)]);
    }

    [Fact]
    public void A_missing_a_skipped_or_a_muted_result_is_no_recovery()
    {
        Decide(NotifyMode.StatusChange, Runs.Of(Runs.Result("b", AssertionStatus.Passed)), Told(s_bad)).IsTold.ShouldBeFalse();
        Decide(NotifyMode.StatusChange, Runs.Of(Runs.Result("a", AssertionStatus.Skipped)), Told(s_bad)).IsTold.ShouldBeFalse();
        Decide(NotifyMode.StatusChange, Runs.Of(Runs.Result("a", AssertionStatus.Failed) with { Muted = true }), Told(s_bad)).IsTold.ShouldBeFalse();
        Decide(NotifyMode.StatusChange, Runs.Of(Runs.Result("a", AssertionStatus.Passed) with { Muted = true }), Told(s_bad)).IsTold.ShouldBeFalse();
    }

    [Fact]
    public void What_was_not_judged_is_known_still_after_another_failure_was_told()
    {
        var onlyB = Runs.Of(Runs.Result("b", AssertionStatus.Error));

        Decide(NotifyMode.StatusChange, onlyB, Told(s_bad)).Problems.Select(problem => problem.Assertion).ShouldBe(["b", "a"]);
    }

    [Theory]
    [InlineData("1", "1", "same id")]
    [InlineData(null, "1", "id given since")]
    [InlineData("1", null, "id taken away since")]
    public void What_was_renamed_is_found_by_its_ids_and_what_got_ids_by_its_names(string? before, string? after, string why)
    {
        var failed = Runs.Result("a", AssertionStatus.Failed);
        var (check, assertion) = before == after ? ("Renamed", "renamed") : ("Check", "a");
        var now = failed with { Check = check, CheckId = after, Assertion = assertion, Id = after };
        var told = Told(Runs.Of(failed with { CheckId = before, Id = before }));

        Decide(NotifyMode.StatusChange, Runs.Of(now), told).Reason.ShouldBe("nothing has changed since it was told for 2026-11-20", why);
        Decide(NotifyMode.StatusChange, Runs.Of(now with { Status = AssertionStatus.Passed }), told).Notification.ShouldSatisfyAllConditions(
            notification => notification.Kind.ShouldBe(NotificationKind.Recovery),
            notification => notification.Recovered.ShouldHaveSingleItem().ShouldBe(new ProblemKey(check, assertion, AssertionStatus.Failed) { CheckId = after, AssertionId = after }));
    }

    [Fact]
    public void A_name_that_another_check_has_taken_over_is_not_mistaken_for_it()
    {
        var old = Runs.Result("a", AssertionStatus.Failed) with { CheckId = "1" };
        var run = Runs.Of(old with { Check = "Renamed" }, old with { CheckId = "2", Status = AssertionStatus.Passed });

        Decide(NotifyMode.StatusChange, run, Told(Runs.Of(old))).IsTold.ShouldBeFalse();
        // Nor when the run holds nothing of the one that was told.
        Decide(NotifyMode.StatusChange, Runs.Of(old with { CheckId = "2", Status = AssertionStatus.Passed }), Told(Runs.Of(old))).IsTold.ShouldBeFalse();
        Decide(NotifyMode.StatusChange, Runs.Of(old with { Id = "2", Status = AssertionStatus.Passed }), Told(Runs.Of(old with { Id = "1" }))).IsTold.ShouldBeFalse();
    }

    [Fact]
    public void An_older_day_is_never_told()
    {
        Decide(NotifyMode.StatusChange, s_worse.On(s_day.AddDays(-1)), Told(s_bad)).Reason.ShouldBe("the run is for 2026-11-19, and 2026-11-20 was told already");
        Decide(NotifyMode.StatusChange, s_worse.On(s_day.AddDays(1)), Told(s_bad)).IsTold.ShouldBeTrue();
        Decide(NotifyMode.StatusChange, s_worse, Told(s_bad)).IsTold.ShouldBeTrue();
    }

    [Theory]
    [InlineData("UTC", 17, false)]
    [InlineData("UTC", 18, true)]
    [InlineData("Asia/Tokyo", 8, false)]
    [InlineData("Asia/Tokyo", 9, true)]
    public void Daily_reminds_on_the_next_day_of_the_zone(string zone, int hoursLater, bool reminds)
    {
        var rule = new NotifyRule(NotifyMode.Daily, When: null, TimeZoneInfo.FindSystemTimeZoneById(zone));

        var decision = rule.Decide(s_bad.On(s_day.AddDays(1)), Told(s_bad), s_morning.AddHours(hoursLater));

        decision.IsTold.ShouldBe(reminds);
        if (reminds)
        {
            decision.Notification.Kind.ShouldBe(NotificationKind.Reminder);
        }
    }

    [Fact]
    public void A_condition_holds_back_failures_and_never_a_recovery()
    {
        var rule = new NotifyRule(NotifyMode.StatusChange, RunCondition.Parse("failed(P0) > 1"), TimeZoneInfo.Utc);

        rule.Decide(s_bad, told: null, s_morning).Reason.ShouldBe("'failed(P0) > 1' does not hold");
        rule.Decide(s_good, Told(s_bad), s_morning).Notification.Kind.ShouldBe(NotificationKind.Recovery);
    }

    [Fact]
    public void A_condition_may_ask_for_what_is_new()
    {
        var rule = new NotifyRule(NotifyMode.Every, RunCondition.Parse("new > 0"), TimeZoneInfo.Utc);

        rule.Decide(s_bad, told: null, s_morning).IsTold.ShouldBeTrue();
        rule.Decide(s_bad, Told(s_bad), s_morning).IsTold.ShouldBeFalse();
    }

    private static NotifyDecision Decide(NotifyMode mode, SuiteRun run, ToldState? told) => new NotifyRule(mode, When: null, TimeZoneInfo.Utc).Decide(run, told, s_morning.AddHours(1));

    private static ToldState Told(SuiteRun run) => new(run.Key.Date, s_morning, Problems.Of(run));
}
