using System.Text.Json.Nodes;
using Dqx.Composition.Settings;
using Dqx.Suites;
using Microsoft.Extensions.Configuration;

namespace Dqx.Composition.Tests.Settings;

/// <summary>Settings from <see cref="IConfiguration"/> and the environment, laid over a suite's.</summary>
public sealed class OverrideTests
{
    [Theory]
    [InlineData("""{ }""", "a=1", """{"a":"1"}""")]
    [InlineData("""{"a":1,"b":2}""", "a=x", """{"b":2,"a":"x"}""")]
    [InlineData("""{"a":1}""", "A=x", """{"a":"x"}""")]
    [InlineData("""{"to":["x","y"]}""", "to__0=z", """{"to":["z","y"]}""")]
    [InlineData("""{"to":["x"]}""", "to__1=y to__2=z", """{"to":["x","y","z"]}""")]
    [InlineData("""{"to":"x"}""", "to__0=y to__7=z", """{"to":["y","z"]}""")]
    [InlineData("""{"o":{"a":1,"b":2}}""", "o__a=x", """{"o":{"b":2,"a":"x"}}""")]
    [InlineData("""{"l":[{"a":1}]}""", "l__0__b=x", """{"l":[{"a":1,"b":"x"}]}""")]
    [InlineData("""{"o":5}""", "o__a=x", """{"o":{"a":"x"}}""")]
    public void An_override_replaces_what_it_names(string before, string variables, string after)
    {
        var pairs = variables.Split(' ').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0].Replace("__", ":"), (string?)pair[1]));

        SettingsOverride.From(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build()).OverObject(JsonNode.Parse(before), except: []).ToJsonString().ShouldBe(after);
    }

    [Fact]
    public void Configuration_reaches_instances_and_their_own_keys()
    {
        var json = """
            { "Processors": {
                "page": { "use": "email_alerts", "enabled": "false", "timeout": "5m", "on_error": "fail", "to_emails": ["a", "b"], "smtp": { "port": 25 } },
                "empty": { }
            } }
            """;
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))).Build();
        var errors = new List<Diagnostic>();

        var result = ProcessorConfigurations.Override(
            [new ProcessorConfiguration { Instance = "Page", Use = "other", Settings = ProcessorSettings.FromJson("""{ "from": "me" }""", folder: "/suite", secrets: ["s"]) }],
            SettingsOverride.From(configuration), errors);

        errors.ShouldBeEmpty();
        var page = result[0];
        (page.Instance, page.Use, page.Enabled, page.Timeout, page.OnError).ShouldBe(("Page", "email_alerts", false, TimeSpan.FromMinutes(5), OnError.Fail));
        page.Settings.Root.GetRawText().ShouldBe("""{"from":"me","smtp":{"port":"25"},"to_emails":["a","b"]}""");
        page.Settings.Folder.ShouldBe("/suite");
        page.Settings.Redact("s").ShouldBe("***");
        (result[1].Instance, result[1].Use, result[1].Origin, result[1].Settings.Root.GetRawText()).ShouldBe(("empty", "empty", "configuration", "{}"));
    }

    [Theory]
    [InlineData("enabled", "maybe", "enabled must be true or false, not 'maybe'.")]
    [InlineData("timeout", "soon", "timeout must be a duration such as 500ms, 2s, 5m, 1h or 3d, or a number of seconds, not 'soon'.")]
    [InlineData("timeout", "0s", "timeout must be a duration such as 500ms, 2s, 5m, 1h or 3d, or a number of seconds, not '0s'.")]
    [InlineData("on_error", "explode", "on_error must be one of ignore, degrade, fail, not 'explode'.")]
    public void A_wrong_value_is_told(string key, string value, string error)
    {
        var errors = new List<Diagnostic>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create($"PROCESSORS:page:{key}", (string?)value)]).Build();
        ProcessorConfigurations.Override([], SettingsOverride.From(configuration), errors);

        errors.Single().Message.ShouldBe($"configuration: processor 'page': {error}");
        errors.Single().Id.ShouldBe("DQX2114");
    }

    [Fact]
    public async Task Configuration_wins_over_the_suite_and_the_environment_over_both()
    {
        using var catalog = new Support.TestCatalog();
        catalog.AddProcessor("page", initialize: "Note(settings.ToString()); return default;");
        await using var host = DqxHost.Create(options =>
        {
            options.Catalogs.Add(catalog.Folder);
            options.Processors.Add(new ProcessorConfiguration { Instance = "page", Use = "page", Settings = ProcessorSettings.FromJson("""{ "a": "suite", "b": "suite", "c": "suite" }""") });
            Environment.SetEnvironmentVariable("DQXTEST_Processors__page__c", "environment");
            options.Configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Processors:page:b", "configuration"), new("Processors:page:c", "configuration")])
                .AddEnvironmentVariables("DQXTEST_")
                .Build();
        });
        await host.StartAsync();

        catalog.Notes[1].ShouldBe("""{"a":"suite","b":"configuration","c":"environment"}""");
    }
}
