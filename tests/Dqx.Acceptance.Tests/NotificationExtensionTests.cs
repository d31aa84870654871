using System.Security.Cryptography;
using System.Text;
using Dqx.Acceptance.Tests.Support;
using Dqx.Extensions.Tests.EmailAlerts;
using Dqx.Extensions.Tests.Webhooks;

namespace Dqx.Acceptance.Tests;

/// <summary>The processors that tell others, as the built command brings them.</summary>
public sealed class NotificationExtensionTests
{
    [Fact]
    public async Task The_webhook_posts_the_document_that_is_printed_and_signs_it()
    {
        using var receiver = new HttpReceiver();
        using var workspace = new Workspace().WithSuite(
            ["num_rows() == 4", "sum(amount) > 100"],
            $"processors:\n  hook:\n    use: webhook\n    url: {receiver.Url}\n    secret: sesame\n    allow_private_addresses: true\n");

        var result = await workspace.RunAsync("run", "suite.yaml", "--output", "json");

        var printed = RunDocument.Read(result.ShouldEndWith(1).Output);
        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Text.ShouldBe(RunDocument.ToJson(printed with { Processors = [], Exit = null }));
        request.Headers["Idempotency-Key"].ShouldBe($"{printed.RunId}/hook");
        var signature = request.Headers["Dqx-Signature"].Split(["t=", ",v1="], StringSplitOptions.None);
        signature[2].ShouldBe(Convert.ToHexStringLower(HMACSHA256.HashData("sesame"u8, Encoding.UTF8.GetBytes($"{signature[1]}.{request.Text}"))));
        printed.Processors.Single(report => report.Name == "hook").Status.ShouldBe(ProcessorStatus.Succeeded);
    }

    [Fact]
    public async Task A_receiver_on_this_machine_has_to_be_allowed_and_the_verdict_stands()
    {
        using var receiver = new HttpReceiver();
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], $"processors:\n  webhook:\n    url: {receiver.Url}\n");

        var result = await workspace.RunAsync("run", "suite.yaml", "--output", "json");

        var report = RunDocument.Read(result.ShouldEndWith(0).Output).Processors.Single(report => report.Name == "webhook");
        report.Status.ShouldBe(ProcessorStatus.Failed);
        report.Error.ShouldNotBeNull().ShouldContain("set allow_private_addresses: true");
        receiver.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task An_alert_is_mailed_over_tls_with_a_login_once_the_certificate_is_trusted()
    {
        using var certificate = SmtpServer.NewCertificate("localhost");
        using var server = new SmtpServer { Certificate = certificate, Login = ("dqx", "hunter2") };
        using var workspace = new Workspace()
            .With("trusted.pem", certificate.ExportCertificatePem())
            .WithSuite(
                ["num_rows() == 4", "sum(amount) > 100", "sum(nothing) > 1"],
                $"processors:\n  page:\n    use: email_alerts\n    smtp_port: {server.Port}\n    username: dqx\n    password: ${{MAIL_PASSWORD}}\n    to_emails: [oncall@example.com]\n");

        var environment = new Dictionary<string, string> { ["MAIL_PASSWORD"] = "hunter2" };
        var refused = await DqxCommand.RunAsync(workspace.Folder, environment, "run", "suite.yaml", "--output", "json");

        RunDocument.Read(refused.ShouldEndWith(1).Output).Processors.Single(report => report.Name == "page").Error.ShouldNotBeNull().ShouldContain("no secure connection");
        refused.Error.ShouldNotContain("hunter2");
        server.Mails.ShouldBeEmpty();

        environment["SSL_CERT_FILE"] = workspace["trusted.pem"];
        (await DqxCommand.RunAsync(workspace.Folder, environment, "deliveries", "retry", "suite.yaml")).ShouldEndWith(0);

        var delivered = server.Mails.ShouldHaveSingleItem();
        delivered.Encrypted.ShouldBeTrue();
        delivered.Login.ShouldBe("dqx");
        delivered.Raw.ShouldContain("Subject: DQX Alert: 1 failure, 1 error in Orders\r\n");

        // What was told is not told again before it changes.
        var again = await DqxCommand.RunAsync(workspace.Folder, environment, "run", "suite.yaml", "--output", "json");
        RunDocument.Read(again.ShouldEndWith(1).Output).Processors.Single(report => report.Name == "page").Status.ShouldBe(ProcessorStatus.Skipped);
        server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_suite_that_does_not_mention_them_contacts_nobody()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 5"]);

        var run = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--output", "json")).ShouldEndWith(1).Output);

        run.Processors.Where(report => report.Name is "email_alerts" or "webhook").Select(report => (report.Name, report.Status, report.Diagnostic))
            .ShouldBe([("email_alerts", ProcessorStatus.Skipped, "DQX2110"), ("webhook", ProcessorStatus.Skipped, "DQX2110")]);
    }
}
