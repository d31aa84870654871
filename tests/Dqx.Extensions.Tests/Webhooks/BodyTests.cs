using System.Text.Json;
using Dqx.Extensions.Tests.DatabaseWriter;
using Dqx.Extensions.Webhooks;
using Dqx.Extensions.Webhooks.Bodies;

namespace Dqx.Extensions.Tests.Webhooks;

public sealed class BodyTests : WebhookTest
{
    private static readonly ProblemKey s_gone = new("Volume", "there are orders", AssertionStatus.Failed);

    [Theory]
    [InlineData("slack")]
    [InlineData("teams")]
    public async Task FailuresAndErrorsStandInTheOrderOfTheirSeverity(string template) => await Verify(template, Failing(), Notification.Result, "failing-" + template);

    [Theory]
    [InlineData("slack")]
    [InlineData("teams")]
    public async Task ARecoveryHasATitleOfItsOwn(string template)
        => await Verify(template, SampleRuns.Large(3) with { Suite = "Orders quality" }, new Notification(NotificationKind.Recovery, [], [s_gone]), "recovery-" + template);

    [Theory]
    [InlineData(NotificationKind.Result, "DQX Alert: 2 failures, 1 error in Orders quality")]
    [InlineData(NotificationKind.Failure, "DQX Alert: 2 failures, 1 error in Orders quality")]
    [InlineData(NotificationKind.Reminder, "DQX Reminder: 2 failures, 1 error in Orders quality")]
    public async Task AReminderHasATitleOfItsOwn(NotificationKind kind, string title)
    {
        using var receiver = new HttpReceiver();

        await Post(receiver, Failing(), [("template", "slack")], new Notification(kind, [], []));

        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Headers["Dqx-Notification"].ShouldBe(kind.ToString().ToLowerInvariant());
        JsonDocument.Parse(request.Body).RootElement.GetProperty("text").GetString().ShouldBe(title);
    }

    [Fact]
    public void AQuietRunIsToldAsOne()
    {
        Headline.Title(SampleRuns.Large(2), Notification.Result).ShouldBe("DQX Passed: Empty");
        Headline.Title(SampleRuns.Empty(), Notification.Result).ShouldBe("DQX Skipped: nothing was evaluated in Empty");
        Headline.Title(SampleRuns.Empty() with { Results = [Bad("a"), Bad("b") with { Muted = true }] }, Notification.Result).ShouldBe("DQX Alert: 1 failure in Empty");
    }

    [Theory]
    [InlineData("Slack")]
    [InlineData("Teams")]
    public void TenThousandFailuresAreCounted(string template)
    {
        var run = SampleRuns.Empty() with { Results = [.. Enumerable.Range(0, 10_000).Select(index => Bad($"{index} {new string('ü', 5000)}"))] };

        var body = Body.Of(run, Notification.Result, Enum.Parse<WebhookTemplate>(template), 1_000_000);

        body.Bytes.Length.ShouldBeLessThan(28_001);
        var text = JsonDocument.Parse(body.Bytes).RootElement.GetRawText();
        text.ShouldContain("10000 failures in Empty");
        text.ShouldContain(" more, not shown here");
        text.ShouldContain("P1 failed: Check / 0 üü");
    }

    [Fact]
    public void SlackKeepsItsLimitsWhateverTheTexts()
    {
        var hostile = new string('<', 4000) + "&`*\r\n";
        var bad = Bad(hostile) with { Check = hostile, Expression = hostile, Segment = hostile, Operator = hostile, Lower = 1, Meta = new Metadata([KeyValuePair.Create("owner", hostile), KeyValuePair.Create("runbook", hostile)]) };
        var run = SampleRuns.Empty() with { Suite = hostile, Results = [bad, bad with { Status = AssertionStatus.Error, Error = hostile }] };

        var blocks = JsonDocument.Parse(Body.Of(run, Notification.Result, WebhookTemplate.Slack, 1_000_000).Bytes).RootElement.GetProperty("blocks");

        blocks[0].GetProperty("text").GetProperty("text").GetString().ShouldNotBeNull().Length.ShouldBeLessThan(151);
        var sections = blocks.EnumerateArray().Where(block => block.GetProperty("type").GetString() == "section").Select(block => block.GetProperty("text").GetProperty("text").GetString() ?? "").ToList();
        sections.Count.ShouldBe(2);
        sections.ShouldAllBe(text => text.Length < 3000 && !text.Contains('<') && !text.Contains("&lt…"));
    }

    [Fact]
    public void AMentionIsNoMention()
    {
        var run = SampleRuns.Empty() with { Suite = "<!channel>", Results = [Bad("<!here> <https://evil.example|click> `x`") with { Expression = "a ` <@U1> ` b" }] };

        var text = JsonDocument.Parse(Body.Of(run, Notification.Result, WebhookTemplate.Slack, 1_000_000).Bytes).RootElement;

        text.GetProperty("text").GetString().ShouldBe("DQX Alert: 1 failure in &lt;!channel&gt;");
        text.GetProperty("blocks")[2].GetProperty("text").GetProperty("text").GetString()
            .ShouldBe("*P1 failed: Check / &lt;!here&gt; &lt;https://evil.example|click&gt; `x`*\n`a ' &lt;@U1&gt; ' b`\nvalue 0, expected > 0".Replace("> 0", "&gt; 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARunThatIsTooLargeIsSummarisedWithCounts()
    {
        using var receiver = new HttpReceiver();
        var run = SampleRuns.Large(10_000) with { Suite = "Orders quality", Labels = SampleRuns.Empty().Labels.Add("build", "1") };
        run = run with { Results = [.. run.Results.Select((result, index) => index % 2 == 0 ? result : Bad($"bad {index}") with { Severity = index == 9_999 ? Severity.P0 : Severity.P2 })] };

        await Post(receiver, run, [("max_bytes", 20_000)]);

        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Body.Length.ShouldBeInRange(15_000, 20_000);
        using var json = JsonDocument.Parse(request.Body);
        var root = json.RootElement;
        root.GetProperty("schema").GetString().ShouldBe("dqx.run-summary/1");
        root.GetProperty("run_id").GetGuid().ShouldBe(run.RunId);
        root.GetProperty("summary").GetProperty("assertions").GetInt32().ShouldBe(10_000);
        root.GetProperty("summary").GetProperty("failed").GetInt32().ShouldBe(5_000);
        root.GetProperty("labels").GetProperty("build").GetString().ShouldBe("1");
        var results = root.GetProperty("results");
        results[0].GetProperty("assertion").GetString().ShouldBe("bad 9999");
        results[1].GetProperty("assertion").GetString().ShouldBe("bad 1");
        var leftOut = root.GetProperty("left_out");
        leftOut.GetProperty("results").GetInt32().ShouldBe(10_000 - results.GetArrayLength());
        leftOut.GetProperty("symbols").GetInt32().ShouldBe(5_000);
        Should.Throw<DqxException>(() => RunDocument.Read(request.Text)).Message.ShouldContain("dqx.run-summary/1");
    }

    [Fact]
    public void TenThousandResultsAreNoSummaryWhereTheyFit()
    {
        var run = SampleRuns.Large(10_000);

        var body = Body.Of(run, Notification.Result, WebhookTemplate.Document, 100_000_000);

        body.IsSummary.ShouldBeFalse();
        RunDocument.Read(body.Bytes).Results.Length.ShouldBe(10_000);
    }

    [Fact]
    public void ASummaryFitsWhateverIsLarge()
    {
        var huge = string.Concat(Enumerable.Repeat("🎯", 20_000));
        var run = SampleRuns.Empty() with
        {
            Suite = huge,
            Key = new ResultKey(new DateOnly(2026, 11, 20), [KeyValuePair.Create("tag", huge)]),
            Labels = SampleRuns.Empty().Labels.Add("label", huge),
            Datasets = [huge],
            Meta = new Metadata([KeyValuePair.Create("x", huge)]),
            Results = [Bad(huge), Bad("small")],
        };

        var body = Body.Of(run, Notification.Result, WebhookTemplate.Document, 16_384);

        body.IsSummary.ShouldBeTrue();
        body.Bytes.Length.ShouldBeLessThan(16_385);
        using var json = JsonDocument.Parse(body.Bytes);
        json.RootElement.GetProperty("results").EnumerateArray().ShouldHaveSingleItem().GetProperty("assertion").GetString().ShouldBe("small");
    }

    private static SuiteRun Failing()
    {
        var full = SampleRuns.Full(new Guid("019a0000-0000-7000-8000-000000000001"));
        return full with
        {
            Results =
            [
                Bad("rows") with { Severity = Severity.P2, Expression = "num_rows() > 10", Lower = 10, Value = 3 },
                new() { Check = "Feed", Assertion = "e-mail", Status = AssertionStatus.Error, Expression = "null_count(email) / num_rows() < 0.05", Error = "no column 'email'", ErrorKind = ErrorKind.Schema },
                .. full.Results,
            ],
        };
    }

    private static AssertionResult Bad(string assertion)
        => SampleRuns.Result(assertion) with { Status = AssertionStatus.Failed, Value = 0, Operator = ">", Lower = 0 };

    private static async Task Verify(string template, SuiteRun run, Notification notification, string row)
    {
        using var receiver = new HttpReceiver();

        await Post(receiver, run, [("template", template)], notification);

        using var body = JsonDocument.Parse(receiver.Requests.ShouldHaveSingleItem().Body);
        await Snapshot.Verify(body.RootElement.Clone(), row: row, method: "Message");
    }
}
