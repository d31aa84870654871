using System.Composition.Hosting;
using System.Reflection;
using Dqx.Extensions.EmailAlerts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.EmailAlerts;

public sealed class SettingsTests : MailTest
{
    [Theory]
    [InlineData("""{}""", "to_emails is required")]
    [InlineData("""{ "to_emails": [] }""", "to_emails: must name an address")]
    [InlineData("""{ "to_emails": ["a@example.com", "nobody"] }""", "to_emails: 'nobody' is no e-mail address")]
    [InlineData("""{ "to_emails": "a@example.com\r\nBcc: b@example.com" }""", "is no e-mail address")]
    [InlineData("""{ "to_emails": "a@x.y", "from_email": "b@x.y\r\nX: y" }""", "from_email: 'b@x.y  X: y' is no e-mail address")]
    [InlineData("""{ "to_emails": "a@x.y", "smtp_port": 465 }""", "smtp_port: 465 is for connections that are encrypted from their first byte")]
    [InlineData("""{ "to_emails": "a@x.y", "smtp_port": 0 }""", "smtp_port: must be from 1 to 65535")]
    [InlineData("""{ "to_emails": "a@x.y", "smtp_host": "mail:25/x" }""", "smtp_host: must be the name or the address")]
    [InlineData("""{ "to_emails": "a@x.y", "smtp_host": "" }""", "smtp_host: must not be empty")]
    [InlineData("""{ "to_emails": "a@x.y", "severity_levels": ["P9"] }""", "severity_levels[0] must be one of P0, P1, P2, P3")]
    [InlineData("""{ "to_emails": "a@x.y", "severity_levels": [] }""", "severity_levels: must name a severity")]
    [InlineData("""{ "to_emails": "a@x.y", "max_rows": 0 }""", "max_rows: must be from 1 to 1000")]
    [InlineData("""{ "to_emails": "a@x.y", "tls": "ssl" }""", "tls must be one of starttls, none")]
    [InlineData("""{ "to_emails": "a@x.y", "username": "u" }""", "password is missing")]
    [InlineData("""{ "to_emails": "a@x.y", "password": "hunter2" }""", "username is missing")]
    [InlineData("""{ "to_emails": "a@x.y", "smtp_host": "mail.example", "tls": "none", "username": "u", "password": "hunter2" }""", "would send the password in clear")]
    [InlineData("""{ "to_email": "a@x.y", "to_emails": "a@x.y" }""", "did you mean 'to_emails'?")]
    public async Task WrongSettingsAreExplained(string settings, string expected)
    {
        var failure = await Should.ThrowAsync<SettingsException>(() => Initialised(settings));

        failure.Errors.ShouldHaveSingleItem().ShouldContain(expected);
        failure.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void TheProcessorIsComposedWithTheHostsLogging()
    {
        using var container = new ContainerConfiguration()
            .WithPart<EmailAlertsProcessor>()
            .WithExport<ILoggerFactory>(NullLoggerFactory.Instance)
            .CreateContainer();

        container.GetExports<IResultProcessor>().ShouldHaveSingleItem().ShouldBeOfType<EmailAlertsProcessor>();
    }

    [Fact]
    public void ItsMetadataSayWhatTheHostHasToKnow()
    {
        var metadata = typeof(EmailAlertsProcessor).GetCustomAttribute<ProcessorMetadataAttribute>().ShouldNotBeNull();

        metadata.Name.ShouldBe("email_alerts");
        metadata.Order.ShouldBe(100);
        metadata.Idempotent.ShouldBeFalse();
        metadata.RequiredSettings.ShouldBe(["to_emails"]);
    }
}
