using System.Text.Json;
using System.Text.RegularExpressions;
using Dqx.Suites;
using Dqx.Suites.Schema;
using Dqx.Suites.Yaml;
using Dqx.Tests.Architecture;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

public sealed class SuiteSchemaTests
{
    private static readonly string s_file = Path.Combine(Repository.Root, "src", "Dqx.Cli", "dqx-suite.schema.json");

    private static readonly JsonSchemaCheck s_schema = new(JsonDocument.Parse(SuiteSchema.Text()).RootElement);

    /// <summary>The good suite files of the repository, and those in its documentation.</summary>
    public static TheoryData<string, string> GoodFiles
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (var path in new[] { "tests/Dqx.Tests/Suites/sound.yaml", "tests/Dqx.Tests/Suites/language.yaml", "src/Dqx.Cli/Demo/weather.yaml" })
            {
                files.Add(path, File.ReadAllText(Path.Combine(Repository.Root, path)));
            }

            foreach (Match block in Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")), "^```yaml\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline))
            {
                files.Add("README.md", block.Groups[1].Value);
            }

            return files;
        }
    }

    [Fact]
    public void TheFileThatIsShippedIsTheSchema()
    {
        if (Environment.GetEnvironmentVariable("DQX_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(s_file, SuiteSchema.Text());
        }

        File.ReadAllText(s_file).ShouldBe(SuiteSchema.Text());
    }

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public void AGoodFileFits(string path, string yaml)
    {
        using var folder = new SuiteFolder(yaml);
        folder.Load(NoEnvironment with { TreatUnsetVariablesAsWarnings = true }).Suite.Checks.ShouldNotBeEmpty(path);

        s_schema.Fits(Json(yaml)).ShouldBeTrue(path);
    }

    [Theory]
    [InlineData("sute: x")]
    [InlineData("version: 2")]
    [InlineData("fail_on: P9")]
    [InlineData("extensions: here")]
    [InlineData("tunables: { a: x }")]
    [InlineData("tunables: { a: { min: 1 } }")]
    [InlineData("data_availability: 90")]
    [InlineData("deadline: soon")]
    [InlineData("profiles: [{ name: P, rules: [{ chek: C, disable: true }] }]")]
    [InlineData("profiles: [{ name: P, start: tomorrow, rules: [{ check: C, disable: true }] }]")]
    [InlineData("processors: { p: { on_error: stop } }")]
    [InlineData("sources: { wh: { url: x } }")]
    [InlineData("timezone: [UTC]")]
    public void WhatTheReaderRefusesDoesNotFit(string line)
    {
        s_schema.Fits(Json(Sound)).ShouldBeTrue();
        s_schema.Fits(Json(Sound + line + "\n")).ShouldBeFalse();
        Should.Throw<SuiteFileException>(() => Load(Sound + line + "\n"));
    }

    private static JsonElement Json(string yaml)
    {
        var findings = new Findings();
        var root = YamlReader.Read(new SourceText("suite.yaml", yaml), findings).ShouldNotBeNull(findings.Text());
        return YamlJson.Convert(root);
    }
}
