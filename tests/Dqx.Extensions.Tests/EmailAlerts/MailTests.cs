using Dqx.Extensions.Tests.DatabaseWriter;

namespace Dqx.Extensions.Tests.EmailAlerts;

public sealed class MailTests : MailTest
{
    private static readonly SuiteRun s_run = SampleRuns.Full(new Guid("019a0000-0000-7000-8000-000000000001")) with
    {
        Results =
        [
            Bad("rows") with { Severity = Severity.P2 },
            new() { Check = "Feed", Assertion = "e-mail", Status = AssertionStatus.Error, Expression = "null_count(email) / num_rows() < 0.05", Error = "no column 'email'", ErrorKind = ErrorKind.Schema },
            .. SampleRuns.Full().Results,
            Bad("revenue") with { Severity = Severity.P0, Meta = new Metadata([KeyValuePair.Create("owner", "payments"), KeyValuePair.Create("runbook", "https://runbooks.example/revenue?a=1&b=2")]) },
        ],
    };

    [Fact]
    public async Task FailuresAndErrorsStandInBothPartsInTheOrderOfTheirSeverity()
    {
        var mail = await Mailed(s_run);

        mail.One("Subject").ShouldBe("DQX Alert: 2 failures, 1 error in Orders quality");
        mail.One("Content-Type").ShouldStartWith("multipart/alternative");
        mail.Parts.Select(part => part.Type).ShouldBe(["text/plain", "text/html"]);
        await Snapshot.Verify(mail.Text, row: "text");
        await Snapshot.Verify(mail.Html, row: "html");
    }

    [Fact]
    public async Task ARecoverySaysWhatWorksAgain()
    {
        var run = SampleRuns.Large(3) with { RunId = s_run.RunId, Suite = "Orders quality" };

        var mail = await Mailed(run, notification: new Notification(NotificationKind.Recovery, [], [new ProblemKey("Volume", "there are <orders>", AssertionStatus.Failed), new ProblemKey("Feed", "e-mail", AssertionStatus.Error)]));

        mail.One("Subject").ShouldBe("DQX Recovered: Orders quality");
        await Snapshot.Verify(mail.Text, row: "text");
        mail.Html.ShouldContain("<li>Volume / there are &lt;orders&gt; (had failed)</li>");
    }

    [Fact]
    public async Task TheEndOfWhatNobodyWasMailedAboutIsNoNews()
    {
        var minor = SampleRuns.Result("minor") with { Severity = Severity.P3 };
        var run = SampleRuns.Empty() with { Results = [minor, SampleRuns.Result("grave")] };
        var recovery = new Notification(NotificationKind.Recovery, [], [new ProblemKey(minor.Check, "minor", AssertionStatus.Failed)]);
        using var server = new SmtpServer();

        await Mail(server, run, notification: recovery);
        server.Mails.ShouldBeEmpty();

        await Mail(server, run, notification: recovery with { Recovered = [.. recovery.Recovered, new ProblemKey(minor.Check, "grave", AssertionStatus.Error)] });
        var text = new ParsedMail(server.Mails.ShouldHaveSingleItem().Raw).Text;
        text.ShouldContain("/ grave");
        text.ShouldNotContain("minor");
    }

    [Fact]
    public async Task WhatGoesOnBelowTheSeveritiesDoesNotHideARecovery()
    {
        var run = SampleRuns.Empty() with { Suite = "Orders quality", Results = [Bad("minor") with { Severity = Severity.P3 }, SampleRuns.Result("grave")] };

        var mail = await Mailed(run, notification: new Notification(NotificationKind.Failure, [], [new ProblemKey("Check", "grave", AssertionStatus.Failed)]));

        mail.One("Subject").ShouldBe("DQX Recovered: Orders quality");
    }

    [Fact]
    public async Task AReminderSaysThatItIsOne()
        => (await Mailed(s_run, notification: new Notification(NotificationKind.Reminder, [], []))).One("Subject").ShouldBe("DQX Reminder: 2 failures, 1 error in Orders quality");

    [Fact]
    public async Task ErrorsCount()
    {
        var run = SampleRuns.Empty() with
        {
            Suite = "Orders quality",
            Results = [Bad("a"), Bad("b"), .. Enumerable.Range(0, 40).Select(index => SampleRuns.Result($"e{index}") with { Status = AssertionStatus.Error, Error = "no file" })],
        };

        var mail = await Mailed(run, [("max_rows", 3)]);

        mail.One("Subject").ShouldBe("DQX Alert: 2 failures, 40 errors in Orders quality");
        mail.Text.ShouldContain("- P1 error: Check / e0");
        mail.Text.ShouldNotContain("/ e1");
        mail.Text.ShouldContain("… and 39 more, not shown here");
        mail.Html.ShouldContain("and 39 more, not shown here");
    }

    [Fact]
    public async Task NothingIsSentWhereNothingOfTheSeveritiesFailed()
    {
        using var server = new SmtpServer();
        var run = SampleRuns.Empty() with { Results = [Bad("a") with { Severity = Severity.P2 }, Bad("b") with { Muted = true }, SampleRuns.Result("c")] };

        await Mail(server, run);
        await Mail(server, SampleRuns.Empty());
        server.Commands.ShouldBeEmpty();

        await Mail(server, run, [("severity_levels", "P2")]);
        new ParsedMail(server.Mails.ShouldHaveSingleItem().Raw).One("Subject").ShouldBe("DQX Alert: 1 failure in Empty");
    }

    [Fact]
    public async Task EverybodyGetsItInOneMail()
    {
        using var server = new SmtpServer();

        await Mail(server, Failing(), [("to_emails", new List<string> { "a@example.com", "On Call <b@example.com>" }), ("from_email", "DQX <dqx@example.org>")]);

        var delivered = server.Mails.ShouldHaveSingleItem();
        delivered.From.ShouldBe("<dqx@example.org>");
        delivered.To.ShouldBe(["a@example.com", "b@example.com"]);
        var mail = new ParsedMail(delivered.Raw);
        mail.One("From").ShouldBe("\"DQX\" <dqx@example.org>");
        mail.One("To").ShouldBe("a@example.com, \"On Call\" <b@example.com>");
        mail.One("Auto-Submitted").ShouldBe("auto-generated");
    }

    [Fact]
    public async Task TheMessageIdIsThatOfTheRunAndTheInstance()
    {
        using var server = new SmtpServer();
        var run = Failing();

        await Mail(server, run);
        await Mail(server, run);
        await Mail(server, Failing());

        var ids = server.Mails.Select(mail => new ParsedMail(mail.Raw).One("Message-ID")).ToList();
        ids[0].ShouldMatch("^<dqx\\.[0-9a-f]{32}@localhost>$");
        ids[1].ShouldBe(ids[0]);
        ids[2].ShouldNotBe(ids[0]);
    }

    [Theory]
    [InlineData("x\r\nBcc: evil@example.com")]
    [InlineData("x\nBcc: evil@example.com\n\n<script>alert(1)</script>")]
    [InlineData("x\rBcc: evil@example.com")]
    [InlineData("x\u2028Bcc: evil@example.com\u0085\u0000\u001b[31m")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_evil@example.com?=")]
    [InlineData("Größe 🎯 大きさ \r\n.\r\nMAIL FROM:<evil@example.com>")]
    [InlineData("<img src=x onerror=alert(1)> & \"quotes\" 'n'")]
    public async Task AHostileNameIsANameAndNothingElse(string name)
    {
        using var server = new SmtpServer();
        var bad = Bad(name) with { Check = name, Segment = name, Expression = name, Operator = name, Tags = [name], Meta = new Metadata([KeyValuePair.Create(name, name)]) };
        var run = SampleRuns.Empty() with { Suite = name, Datasets = [name], Key = new ResultKey(new DateOnly(2026, 11, 20), [KeyValuePair.Create("t", name)]), Results = [bad, bad with { Status = AssertionStatus.Error, Error = name }] };

        await Mail(server, run);

        server.Commands.Count(command => command.StartsWith("MAIL", StringComparison.Ordinal)).ShouldBe(1);
        var delivered = server.Mails.ShouldHaveSingleItem();
        delivered.To.ShouldBe(["oncall@example.com"]);
        var mail = new ParsedMail(delivered.Raw);
        mail.Headers.Select(header => header.Name).ShouldBe(
            ["MIME-Version", "From", "To", "Date", "Subject", "Content-Type", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"], ignoreOrder: true);
        var shown = string.Concat(name.Select(character => char.IsControl(character) || character == '\u2028' ? ' ' : character));
        mail.One("Subject").ShouldBe($"DQX Alert: 1 failure, 1 error in {shown.Replace("=?", "= ?", StringComparison.Ordinal)}".TrimEnd());
        mail.Text.ShouldContain($"Expression: {shown}");
        mail.Text.Split("\r\n").ShouldNotContain(line => line.StartsWith("Bcc", StringComparison.Ordinal) || line == ".");
        mail.Html.ShouldNotContain("<script");
        mail.Html.ShouldNotContain("<img");
    }

    [Fact]
    public async Task ALongRunOfLongNamesIsBounded()
    {
        var run = SampleRuns.Empty() with { Suite = new string('ü', 5000), Results = [.. Enumerable.Range(0, 1000).Select(index => Bad($"{index} {new string('x', 5000)}"))] };

        var mail = await Mailed(run);

        mail.One("Subject").Length.ShouldBeLessThan(200);
        mail.Text.Length.ShouldBeLessThan(100_000);
        mail.Text.ShouldContain("… and 950 more");
    }
}
