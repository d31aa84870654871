using System.Composition.Hosting;
using System.Reflection;
using Dqx.Extensions.Webhooks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.Webhooks;

public sealed class SettingsTests : WebhookTest
{
    [Theory]
    [InlineData("""{}""", "url is required")]
    [InlineData("""{ "url": "hunter2" }""", "url: must be https://HOST/PATH")]
    [InlineData("""{ "url": "ftp://hunter2.example/" }""", "begins with another scheme")]
    [InlineData("""{ "url": "file:///hunter2" }""", "begins with another scheme")]
    [InlineData("""{ "url": "https://a.example/\r\nhunter2" }""", "line break")]
    [InlineData("""{ "url": "https://a.example", "headers": { "X": "hunter2\r\nY: z" } }""", "headers: the value of X holds a line break")]
    [InlineData("""{ "url": "https://a.example", "headers": { "X": "hunter2\u0000" } }""", "headers: the value of X holds a line break")]
    [InlineData("""{ "url": "https://a.example", "headers": { "X": "hunter2ö" } }""", "another character that a header cannot hold")]
    [InlineData("""{ "url": "https://a.example", "headers": { "X\r\nY": "hunter2" } }""", "is no name of a header")]
    [InlineData("""{ "url": "https://a.example", "headers": { "": "hunter2" } }""", "is no name of a header")]
    [InlineData("""{ "url": "https://a.example", "headers": { "content-length": "0" } }""", "content-length is written by the processor")]
    [InlineData("""{ "url": "https://a.example", "headers": { "Idempotency-Key": "0" } }""", "Idempotency-Key is written by the processor")]
    [InlineData("""{ "url": "https://a.example", "secret": "" }""", "secret: must not be empty")]
    [InlineData("""{ "url": "https://a.example", "secret": ["hunter2"] }""", "secret must be a text")]
    [InlineData("""{ "url": "https://a.example", "template": "discord" }""", "template must be one of document, slack, teams")]
    [InlineData("""{ "url": "https://a.example", "max_bytes": 100 }""", "max_bytes: must be from 16384 to 100000000")]
    [InlineData("""{ "url": "https://a.example", "max_wait": "soon" }""", "max_wait must be a duration")]
    [InlineData("""{ "url": "https://a.example", "allow_redirect": true }""", "did you mean 'allow_redirects'?")]
    public async Task WrongSettingsAreExplained(string settings, string expected)
    {
        var failure = await Should.ThrowAsync<SettingsException>(() => Initialised(settings));

        failure.Errors.ShouldHaveSingleItem().ShouldContain(expected);
        failure.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task SecretsAreNotShown()
    {
        var settings = ProcessorSettings.FromJson("""{ "url": "https://u:hunter1@a.example/hunter2", "secret": "hunter3", "headers": { "Authorization": "hunter4" } }""");

        await new WebhookProcessor(NullLoggerFactory.Instance, TimeProvider.System).InitializeAsync(settings, CancellationToken.None);

        settings.ToString().ShouldNotContain("hunter");
    }

    [Fact]
    public void TheProcessorIsComposedWithTheHostsServices()
    {
        using var container = new ContainerConfiguration()
            .WithPart<WebhookProcessor>()
            .WithExport<ILoggerFactory>(NullLoggerFactory.Instance)
            .WithExport(TimeProvider.System)
            .CreateContainer();

        container.GetExports<IResultProcessor>().ShouldHaveSingleItem().ShouldBeOfType<WebhookProcessor>();
    }

    [Fact]
    public void ItsMetadataSayWhatTheHostHasToKnow()
    {
        var metadata = typeof(WebhookProcessor).GetCustomAttribute<ProcessorMetadataAttribute>().ShouldNotBeNull();

        metadata.Name.ShouldBe("webhook");
        metadata.Order.ShouldBe(400);
        metadata.Idempotent.ShouldBeTrue();
        metadata.RequiredSettings.ShouldBe(["url"]);
    }
}
