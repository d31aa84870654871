using System.Composition.Hosting;
using System.Reflection;
using Dqx.Extensions.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.Reports;

public sealed class SettingsTests : ReportTest
{
    [Theory]
    [InlineData("""{}""", "path is required")]
    [InlineData("""{ "path": "" }""", "path: must be a file")]
    [InlineData("""{ "path": " " }""", "path: must be a file")]
    [InlineData("""{ "path": "reports/" }""", "path: must be a file, not a folder")]
    [InlineData("""{ "path": "a\u0000.html" }""", "path: holds a NUL character")]
    [InlineData("""{ "path": "report" }""", "kind is required, as the end of path (.html, .xml, .md, .jsonl) does not say it")]
    [InlineData("""{ "path": "report.pdf" }""", "kind is required")]
    [InlineData("""{ "path": "report.pdf", "kind": "pdf" }""", "kind must be one of html, junit, markdown, github, jsonl")]
    [InlineData("""{ "path": "-" }""", "kind is required with path: -")]
    [InlineData("""{ "path": "-", "kind": "jsonl" }""", "path: - is standard error")]
    [InlineData("""{ "path": "{datum}.html" }""", "path: has {datum}: {date}, {date:yyyyMMdd}, {suite} and {run_id} are what may stand in braces")]
    [InlineData("""{ "path": "{suite:x}.html" }""", "path: has {suite:x}")]
    [InlineData("""{ "path": "{date:Q}.html" }""", "path: has {date:Q}, whose format is not one of a date")]
    [InlineData("""{ "path": "{date.html" }""", "path: has a brace that belongs to nothing")]
    [InlineData("""{ "path": "a.html", "append": true }""", "append: a page and an XML document cannot grow")]
    [InlineData("""{ "path": "a.xml", "append": true }""", "append: a page and an XML document cannot grow")]
    [InlineData("""{ "path": "a.html", "trend_days": -1 }""", "trend_days: must be from 0 to 3660")]
    [InlineData("""{ "path": "a.html", "trends_days": 1 }""", "did you mean 'trend_days'?")]
    [InlineData("""{ "path": "/dev/stdout", "kind": "markdown" }""", "path: /dev/stdout is a device")]
    [InlineData("""{ "path": "." , "kind": "markdown" }""", "is a folder; name a file in it")]
    public async Task WrongSettingsAreExplained(string settings, string expected)
        => (await Should.ThrowAsync<SettingsException>(() => Initialised(settings))).Errors.ShouldHaveSingleItem().ShouldContain(expected);

    [Theory]
    [InlineData("a.html", ReportKind.Html)]
    [InlineData("a.HTM", ReportKind.Html)]
    [InlineData("a.xml", ReportKind.Junit)]
    [InlineData("a.md", ReportKind.Markdown)]
    [InlineData("a.jsonl", ReportKind.Jsonl)]
    [InlineData("a.ndjson", ReportKind.Jsonl)]
    internal void TheEndOfTheNameSaysTheKind(string path, ReportKind kind) => new ReportsSettings { Path = path }.EffectiveKind.ShouldBe(kind);

    [Fact]
    public async Task WhatComesOutOfTheEnvironmentIsNotShown()
    {
        var settings = ProcessorSettings.FromJson("""{ "path": "/dev/hunter2", "kind": "jsonl" }""", Folder, ["hunter2"]);

        var failure = await Should.ThrowAsync<SettingsException>(async () => await new ReportsProcessor(NullLoggerFactory.Instance, TimeProvider.System).InitializeAsync(settings, CancellationToken.None));

        failure.Message.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheProcessorIsComposedWithAHistoryAndWithout(bool history)
    {
        var configuration = new ContainerConfiguration().WithPart<ReportsProcessor>().WithExport<ILoggerFactory>(NullLoggerFactory.Instance).WithExport(TimeProvider.System);
        using var container = (history ? configuration.WithExport<IMetricHistoryReader>(new StoredHistory()) : configuration).CreateContainer();

        container.GetExports<IResultProcessor>().ShouldHaveSingleItem().ShouldBeOfType<ReportsProcessor>();
    }

    [Fact]
    public void ItsMetadataSayWhatTheHostHasToKnow()
    {
        var metadata = typeof(ReportsProcessor).GetCustomAttribute<ProcessorMetadataAttribute>().ShouldNotBeNull();

        metadata.Name.ShouldBe("reports");
        metadata.Order.ShouldBe(300);
        metadata.Idempotent.ShouldBeTrue();
        metadata.RequiredSettings.ShouldBe(["path"]);
    }
}
