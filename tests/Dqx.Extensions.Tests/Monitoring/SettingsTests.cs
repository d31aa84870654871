namespace Dqx.Extensions.Tests.Monitoring;

public sealed class SettingsTests : MonitoringTest
{
    [Theory]
    [InlineData("{}", "endpoint is required")]
    [InlineData("""{ "endpoint": "hunter2:9091" }""", "endpoint: must be http://HOST:PORT")]
    [InlineData("""{ "endpoint": "ftp://hunter2" }""", "begins with another scheme")]
    [InlineData("""{ "endpoint": "http://a?hunter2" }""", "without ? and #")]
    [InlineData("""{ "endpoint": "http://a", "protocol": "statsd" }""", "protocol must be one of pushgateway, otlp")]
    [InlineData("""{ "endpoint": "http://a", "namespace": "1x" }""", "namespace: must be letters, digits and _")]
    [InlineData("""{ "endpoint": "http://a", "default_labels": { "a-b": "x" } }""", "'a-b' is no name of a label")]
    [InlineData("""{ "endpoint": "http://a", "default_labels": { "__x": "x" } }""", "'__x' is no name of a label")]
    [InlineData("""{ "endpoint": "http://a", "default_labels": { "suite": "x" } }""", "suite is written by the processor")]
    [InlineData("""{ "endpoint": "http://a", "default_labels": { "tag_env": "x" } }""", "tag_env is written by the processor")]
    [InlineData("""{ "endpoint": "http://a", "headers": { "X-Token": "hunter2\n" } }""", "the value of X-Token holds a character")]
    [InlineData("""{ "endpoint": "http://a", "headers": { "Content-Type": "x" } }""", "Content-Type is written by the processor")]
    [InlineData("""{ "endpoint": "http://a", "request_timeout": "0s" }""", "request_timeout: must be more than 0 and at most 1 hour")]
    [InlineData("""{ "endpoint": "http://a", "max_assertion_values": -1 }""", "max_assertion_values: must be from 0 to 10000")]
    [InlineData("""{ "endpoint": "http://a", "default_label": {} }""", "did you mean 'default_labels'?")]
    public async Task WrongSettingsAreExplained(string settings, string expected)
    {
        var failure = await Should.ThrowAsync<SettingsException>(() => Initialised(settings));

        failure.Errors.ShouldHaveSingleItem().ShouldContain(expected);
        failure.Message.ShouldNotContain("hunter2");
    }
}
