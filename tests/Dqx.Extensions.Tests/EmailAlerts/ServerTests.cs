using System.Diagnostics;

namespace Dqx.Extensions.Tests.EmailAlerts;

public sealed class ServerTests : MailTest
{
    [Fact]
    public async Task ALoginIsMade()
    {
        using var server = new SmtpServer { Login = ("dqx", "pässword") };

        await Mail(server, Failing(), [("username", "dqx"), ("password", "pässword")]);

        server.Mails.ShouldHaveSingleItem().Login.ShouldBe("dqx");
    }

    [Fact]
    public async Task ARefusedLoginIsNamed()
    {
        using var server = new SmtpServer { Login = ("dqx", "right") };

        var failure = await Failure(server, ("username", "dqx"), ("password", "hunter2"));

        failure.DiagnosticId.ShouldBe("DQX6303");
        failure.Message.ShouldStartWith($"localhost:{server.Port} refuses the login: ");
        failure.Message.ShouldContain("Authentication required");
        failure.Message.ShouldNotContain("hunter2");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task AMissingLoginIsNamed()
    {
        using var server = new SmtpServer { Login = ("dqx", "right") };

        var failure = await Failure(server);

        failure.DiagnosticId.ShouldBe("DQX6303");
        failure.Message.ShouldContain("(none is set)");
    }

    [Fact]
    public async Task AGreylistedMailIsTakenByTheNextAttemptWithTheSameMessageId()
    {
        using var server = new SmtpServer { Answers = { ["RCPT"] = new(["451 4.7.1 Greylisted, come back later"]) } };
        var run = Failing();

        var failure = await Should.ThrowAsync<DqxException>(() => Mail(server, run));

        failure.DiagnosticId.ShouldBe("DQX6305");
        failure.Message.ShouldStartWith($"localhost:{server.Port} does not take the mail now (451): ");
        failure.Message.ShouldContain("Greylisted, come back later");
        server.Mails.ShouldBeEmpty();

        await Mail(server, run);
        var delivered = new ParsedMail(server.Mails.ShouldHaveSingleItem().Raw);

        await Mail(server, run);
        new ParsedMail(server.Mails.Last().Raw).One("Message-ID").ShouldBe(delivered.One("Message-ID"));
    }

    [Fact]
    public async Task AServerThatDiesBetweenRecipientAndDataIsNamedAndTheNextAttemptDelivers()
    {
        using var server = new SmtpServer { Answers = { ["DATA"] = new([""]) } };
        var run = Failing();

        (await Should.ThrowAsync<DqxException>(() => Mail(server, run))).DiagnosticId.ShouldBe("DQX6301");
        server.Mails.ShouldBeEmpty();

        await Mail(server, run);
        server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ARefusedRecipientIsNamed()
    {
        using var server = new SmtpServer { Answers = { ["RCPT"] = new(["550 5.1.1 No such user"]) } };

        var failure = await Failure(server);

        failure.DiagnosticId.ShouldBe("DQX6304");
        failure.Message.ShouldBe($"localhost:{server.Port} refuses oncall@example.com (550); the mail went to nobody. Correct to_emails, or let the server relay to them.");
    }

    [Fact]
    public async Task ARecipientWhoIsRefusedForGoodDoesNotKeepTheMailFromTheOthers()
    {
        using var server = new SmtpServer { Answers = { ["RCPT"] = new(["550 5.1.1 No such user"]) } };

        await Mail(server, Failing(), [("to_emails", new List<string> { "gone@example.com", "here@example.com" })]);

        server.Mails.ShouldHaveSingleItem().To.ShouldBe(["here@example.com"]);
    }

    [Fact]
    public async Task ARecipientWhoIsRefusedForNowIsTriedAgain()
    {
        using var server = new SmtpServer { Answers = { ["RCPT"] = new(["450 4.2.1 Mailbox busy"]) } };

        var failure = await Failure(server, ("to_emails", new List<string> { "slow@example.com", "here@example.com" }));

        failure.Message.ShouldContain("refuses slow@example.com (450); the mail went to the others. It may take them later.");
        server.Mails.ShouldHaveSingleItem().To.ShouldBe(["here@example.com"]);
    }

    [Theory]
    [InlineData("MAIL", "550 5.7.1 Sender not allowed", "refuses the mail (550)")]
    [InlineData("MAIL", "452 4.3.1 No room", "does not take the mail now (452)")]
    [InlineData("END OF DATA", "554 5.6.0 Looks like spam", "refuses the mail (554)")]
    public async Task ARefusedMailIsNamed(string command, string answer, string expected)
    {
        using var server = new SmtpServer { Answers = { [command] = new([answer]) } };

        var failure = await Failure(server);

        failure.DiagnosticId.ShouldBe("DQX6305");
        failure.Message.ShouldContain(expected);
        failure.Message.ShouldContain(answer[4..]);
    }

    [Fact]
    public async Task ADeadServerIsNamed()
    {
        using var server = new SmtpServer();
        server.Dispose();

        var failure = await Failure(server);

        failure.DiagnosticId.ShouldBe("DQX6301");
        failure.Message.ShouldStartWith($"localhost:{server.Port} cannot be reached");
    }

    [Fact]
    public async Task AServerWithoutStarttlsGetsNothing()
    {
        using var server = new SmtpServer();

        var failure = await Failure(server, ("tls", "starttls"));

        failure.DiagnosticId.ShouldBe("DQX6302");
        failure.Message.ShouldContain("tls: none");
        server.Commands.ShouldNotContain(command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACertificateThatNobodyTrustsGetsNothing()
    {
        using var certificate = SmtpServer.NewCertificate("localhost");
        using var server = new SmtpServer { Certificate = certificate, Login = ("dqx", "hunter2") };

        var failure = await Failure(server, ("tls", "starttls"), ("username", "dqx"), ("password", "hunter2"));

        failure.DiagnosticId.ShouldBe("DQX6302");
        failure.Message.ShouldContain("certificate");
        server.Commands.ShouldNotContain(command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData("END OF DATA")]
    public async Task AServerThatFallsSilentIsLeftAtTheTimeLimit(string command)
    {
        using var server = new SmtpServer { Answers = { [command] = new(["silence"]) } };
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var watch = Stopwatch.StartNew();

        await Should.ThrowAsync<OperationCanceledException>(() => Mail(server, Failing(), cancellationToken: limit.Token));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task NothingIsContactedBeforeThereIsARun()
    {
        using var server = new SmtpServer();

        await Initialised($$"""{ "to_emails": "a@example.com", "smtp_host": "localhost", "smtp_port": {{server.Port}} }""");

        server.Commands.ShouldBeEmpty();
    }
}
