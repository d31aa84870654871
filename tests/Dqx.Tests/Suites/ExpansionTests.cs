using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary><c>${NAME}</c> in the parts of a suite file that may hold secrets.</summary>
public sealed class ExpansionTests
{
    private static readonly SuiteFileOptions s_options = NoEnvironment with
    {
        Environment = name => name switch { "PW" => "s3cret", "EMPTY" => "", "PORT" => "25", "NESTED" => "${PW}", "YES" => "true", _ => null },
    };

    [Theory]
    [InlineData("${PW}", "\"s3cret\"")]
    [InlineData("a${PW}b${PW}", "\"as3cretbs3cret\"")]
    [InlineData("${NOPE:-x y}", "\"x y\"")]
    [InlineData("${NOPE:-}", "\"\"")]
    [InlineData("${EMPTY}", "\"\"")]
    [InlineData("${EMPTY:-x}", "\"x\"")]
    [InlineData("$${PW}", "\"${PW}\"")]
    [InlineData("$$${PW}", "\"$${PW}\"")]
    [InlineData("$PW $ {PW} }", "\"$PW $ {PW} }\"")]
    [InlineData("${NESTED}", "\"${PW}\"")]
    [InlineData("${PORT}", "\"25\"")]
    [InlineData("'${PW}'", "\"s3cret\"")]
    public void AVariableStandsForItsValueAsText(string text, string json)
        => Load(Sound + $"processors:\n  p: {{ a: \"{text.Trim('\'')}\" }}\n", s_options).Processors[0].Settings.Root.GetProperty("a").GetRawText().ShouldBe(json);

    [Fact]
    public void VariablesAreReplacedInSourcesDatasetsExtensionsAndProcessors()
    {
        using var folder = new SuiteFolder(WithoutDatasets + """
            meta: { a: "${PW}" }
            sources: { s: { kind: "${NOPE:-duckdb}", url: "${PW}", settings: { threads: "${PORT}" } } }
            datasets: { o: { source: s, path: "${PW}.csv", options: { a: "${PORT}" } } }
            extensions: ["${PW}"]
            processors: { p: { enabled: "${YES}", timeout: "${PORT}", list: ["${PW}"] } }
            """);

        var file = folder.Load(s_options);

        file.Suite.Meta.Text("a").ShouldBe("${PW}");
        (file.Sources[0].Kind, file.Sources[0].Url, file.Sources[0].Settings["threads"]).ShouldBe(("duckdb", "s3cret", "25"));
        file.Datasets[0].Definition.Path.ShouldBe(Path.Combine(folder.Path, "s3cret.csv"));
        file.Datasets[0].Definition.Options.GetRawText().ShouldBe("""{"a":"25"}""");
        file.Extensions.ShouldBe([Path.Combine(folder.Path, "s3cret")]);
        file.Processors[0].Enabled.ShouldBeTrue();
        file.Processors[0].Timeout.ShouldBe(TimeSpan.FromSeconds(25));
        file.Processors[0].Settings.Redact("login with s3cret failed").ShouldBe("login with *** failed");
        file.Redact("login with s3cret failed").ShouldBe("login with *** failed");
    }

    [Fact]
    public void AnExpectationIsNeverExpanded()
        => Short(Fails(UpToAssertions + "      - num_rows() > ${PORT}\n", s_options).Diagnostics).ShouldBe(["7:23 DQX1201 Unexpected character '{'; ${NAME} is not replaced in an expectation."]);

    [Fact]
    public void AnUnsetVariableIsAnErrorAtItsPlace()
    {
        const string Yaml = Sound + "processors: { p: { a: \"x ${NOPE}\" } }\n";

        Short(Fails(Yaml, s_options).Diagnostics).ShouldBe(["8:26 DQX1110 The variable NOPE is not set; set it, or write ${NOPE:-default}."]);

        var file = Load(Yaml, s_options with { TreatUnsetVariablesAsWarnings = true });
        Short(file.Warnings).ShouldBe(["8:26 DQX1110 The variable NOPE is not set; set it, or write ${NOPE:-default}."]);
        file.Processors[0].Settings.Root.GetProperty("a").GetString().ShouldBe("x ${NOPE}");
    }

    [Theory]
    [InlineData("${}")]
    [InlineData("${1A}")]
    [InlineData("${A B}")]
    [InlineData("${A:x}")]
    [InlineData("${A")]
    public void AMalformedVariableIsAnError(string text)
        => Short(Fails(Sound + $"processors: {{ p: {{ a: \"{text}\" }} }}\n", s_options).Diagnostics).ShouldBe(["8:24 DQX1111 Expected ${NAME} or ${NAME:-default}; write $${ for a literal ${."]);

    [Theory]
    [InlineData("processors: { p: { enabled: \"${PW}\", timeout: \"${PW}\", on_error: \"${PW}\" } }")]
    [InlineData("sources: { s: { kind: a, settings: { \"${PW}\": [ \"${PW}\" ] } } }")]
    [InlineData("sources: \"${PW}\"")]
    [InlineData("processors: { p: \"${PW}\" }")]
    [InlineData("extensions: \"${PW}\"")]
    public void ASecretIsInNoMessage(string yaml)
    {
        var error = Fails(Sound + yaml + "\n", s_options);

        error.ToString().ShouldNotContain("s3cret");
        error.Diagnostics.ShouldAllBe(diagnostic => !diagnostic.Message.Contains("s3cret", StringComparison.Ordinal));
    }
}
