using System.Collections.Immutable;
using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary><c>--set</c>, <c>--data</c> and variables of the environment, of which the one named first wins.</summary>
public sealed class OverlayTests
{
    private const string Yaml = Sound + """
        sources:
          wh: { kind: postgres }
        processors:
          page: { to_emails: [a@example.com, b@example.com], smtp_host: mail, timeout: 5s }
          single: { to_emails: a@example.com }
          empty:

        """;

    [Theory]
    [InlineData("suite=Other", "suite: Other")]
    [InlineData("suite=\"007\"", "suite: 007")]
    [InlineData("suite='it''s'", "suite: it's")]
    [InlineData("suite= a = b ", "suite: a = b")]
    [InlineData("fail_on=P0", "fail_on: P0")]
    [InlineData("checks[0].assertions[0]=num_rows() >= 1", "expect: num_rows() >= 1")]
    [InlineData("checks[0].name=N", "check: N")]
    [InlineData("meta.owner=me", "meta: {\"owner\":\"me\"}")]
    [InlineData("meta.\"a.b\"=1.50", "meta: {\"a.b\":1.50}")]
    [InlineData("processors.page.to_emails[0]=c@example.com", "page: {\"to_emails\":[\"c@example.com\",\"b@example.com\"],\"smtp_host\":\"mail\"}")]
    [InlineData("processors.page.to_emails[2]=c@example.com", "page: {\"to_emails\":[\"a@example.com\",\"b@example.com\",\"c@example.com\"],\"smtp_host\":\"mail\"}")]
    [InlineData("processors.page.smtp_host=", "page: {\"to_emails\":[\"a@example.com\",\"b@example.com\"],\"smtp_host\":null}")]
    [InlineData("processors.page.smtp_host=\"\"", "page: {\"to_emails\":[\"a@example.com\",\"b@example.com\"],\"smtp_host\":\"\"}")]
    [InlineData("processors.page.smtp_host=${NOPE:-x}", "page: {\"to_emails\":[\"a@example.com\",\"b@example.com\"],\"smtp_host\":\"x\"}")]
    [InlineData("processors.single.to_emails[1]=b@example.com", "single: {\"to_emails\":[\"a@example.com\",\"b@example.com\"]}")]
    [InlineData("processors.empty.deep.er[0]=1", "empty: {\"deep\":{\"er\":[1]}}")]
    [InlineData("processors.new.a=true", "new: {\"a\":true}")]
    public void AScalarIsReplacedOrAdded(string setting, string expected)
        => Described(Load(Yaml, NoEnvironment with { Set = [setting] })).ShouldContain(expected);

    [Theory]
    [InlineData("", "'' is no path and value; write PATH=VALUE, such as checks[0].assertions[1].severity=P0.")]
    [InlineData("suite", "'suite' is no path and value; write PATH=VALUE, such as checks[0].assertions[1].severity=P0.")]
    [InlineData("=x", "'' is no path and value; write PATH=VALUE, such as checks[0].assertions[1].severity=P0.")]
    [InlineData("[0]=x", "'[0]' is no path and value; write PATH=VALUE, such as checks[0].assertions[1].severity=P0.")]
    [InlineData("a..b=x", "'a..b' is no path and value; write PATH=VALUE, such as checks[0].assertions[1].severity=P0.")]
    [InlineData("a.=x", "'a.' is no path and value; write PATH=VALUE, such as checks[0].assertions[1].severity=P0.")]
    [InlineData("checks[x].name=y", "'checks[x].name' is no path and value; write PATH=VALUE, such as checks[0].assertions[1].severity=P0.")]
    [InlineData("checks[-1].name=y", "'checks[-1].name' is no path and value; write PATH=VALUE, such as checks[0].assertions[1].severity=P0.")]
    [InlineData("checks[0=y", "'checks[0' is no path and value; write PATH=VALUE, such as checks[0].assertions[1].severity=P0.")]
    [InlineData("checks[1].name=y", "There is no 'checks[1]'; 'checks' has only checks[0].")]
    [InlineData("checks[0].assertions[7]=y", "There is no 'checks[0].assertions[7]'; 'checks[0].assertions' has only checks[0].assertions[0].")]
    [InlineData("processors.page.to_emails[4]=y", "There is no 'processors.page.to_emails[4]'; 'processors.page.to_emails' has processors.page.to_emails[0] to [1].")]
    [InlineData("checks.C.name=y", "'checks' is a list; choose one of its items: only checks[0].")]
    [InlineData("checks[0].assertions[0].severity=P0", "'checks[0].assertions[0]' is a single value and has no 'severity'.")]
    [InlineData("checks[0]=y", "'checks[0]' is a mapping; set one of its values.")]
    [InlineData("processors[0]=y", "'processors' is a mapping; name one of its keys.")]
    [InlineData("datasets.p.path=y", "There is no 'datasets.p'; did you mean 'o'?")]
    [InlineData("sources.vh.url=y", "There is no 'sources.vh'; did you mean 'wh'?")]
    [InlineData("processors.page.to_emails=[y, z]", "A list or a mapping is set value by value: 'to_emails[0]=…'; a text that begins so stands in quotes.")]
    public void APathThatLeadsNowhereIsAnError(string setting, string expected)
    {
        var diagnostic = Fails(Yaml, NoEnvironment with { Set = [setting] }).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe("DQX1113");
        diagnostic.File.ShouldBeNull();
        diagnostic.Message.ShouldEndWith(": " + expected);
        diagnostic.Message.ShouldStartWith("--set");
    }

    [Theory]
    [InlineData("chekcs[0]=y", "DQX1106 --set chekcs[0]: A suite file has no key 'chekcs'; did you mean 'checks'?")]
    [InlineData("fail_on=P9", "DQX1109 --set fail_on: 'fail_on' is one of P0, P1, P2, P3, not the given value.")]
    [InlineData("checks[0].assertions[0]=avg(x)", "DQX1201 --set checks[0].assertions[0]: Unknown metric or function avg(…); did you mean 'average'?")]
    public void AValueThatIsSetIsReadAsInTheFile(string setting, string expected)
        => Short(Fails(Yaml, NoEnvironment with { Set = [setting] }).Diagnostics).ShouldBe([expected]);

    [Fact]
    public void TheLaterOfTwoSettingsWins()
        => Load(Yaml, NoEnvironment with { Set = ["suite=A", "suite=B"] }).Suite.Name.ShouldBe("B");

    [Fact]
    public void ASettingOfWhatAnAliasStandsForIsThatOfOnePlaceOnly()
    {
        var file = Load(Sound + "processors:\n  a: &a { x: 1 }\n  b: *a\n", NoEnvironment with { Set = ["processors.b.x=2"] });

        file.Processors.Select(processor => processor.Settings.Root.GetRawText()).ShouldBe(["{\"x\":1}", "{\"x\":2}"]);
    }

    [Theory]
    [InlineData("o: { path: old.csv, source: wh, where: a > 1 }", "wh")]
    [InlineData("o: { table: t, source: wh, where: a > 1 }", "duckdb")]
    [InlineData("o: { query: select 1, where: a > 1 }", "duckdb")]
    public void DataReplacesThePathOfADataset(string dataset, string source)
    {
        var file = Load(WithoutDatasets + $"sources: {{ wh: {{ kind: duckdb }} }}\ndatasets: {{ {dataset} }}\n", WithData("o", "new/${X}.csv"));

        var definition = file.Datasets[0].Definition;
        (definition.Path, definition.Table, definition.Query, definition.Where, file.Datasets[0].Source.Name)
            .ShouldBe((Path.GetFullPath("new/${X}.csv"), null, null, "a > 1", source));
    }

    [Theory]
    [InlineData("p", "x.csv", "DQX1114 --data p: There is no dataset 'p'; did you mean 'o'?")]
    [InlineData("o", " ", "DQX1114 --data o: The path is missing; write NAME=PATH.")]
    public void DataForNothingIsAnError(string name, string path, string expected)
        => Short(Fails(Yaml, WithData(name, path)).Diagnostics).ShouldBe([expected]);

    [Theory]
    [InlineData("DQX_Processors__page__to_emails__0", "c@example.com", "page: {\"to_emails\":[\"c@example.com\",\"b@example.com\"],\"smtp_host\":\"mail\"}")]
    [InlineData("DQX_Processors__page__to_emails__2", "c@example.com", "page: {\"to_emails\":[\"a@example.com\",\"b@example.com\",\"c@example.com\"],\"smtp_host\":\"mail\"}")]
    [InlineData("DQX_PROCESSORS__PAGE__SMTP_HOST", "${X}", "page: {\"to_emails\":[\"a@example.com\",\"b@example.com\"],\"smtp_host\":\"${X}\"}")]
    [InlineData("DQX_PROCESSORS__EMPTY__NEW_KEY", "25", "empty: {\"new_key\":\"25\"}")]
    [InlineData("DQX_Processors__Other__Key", "", "Other: {\"Key\":\"\"}")]
    [InlineData("DQX_Processors__single__to_emails__0", "b@example.com", "single: {\"to_emails\":[\"b@example.com\"]}")]
    [InlineData("DQX_Processors__empty__list__0", "x", "empty: {\"list\":[\"x\"]}")]
    [InlineData("DQX_Processors__page__enabled", "false", "page disabled")]
    public void TheEnvironmentOverridesSettingsOfProcessors(string variable, string value, string expected)
        => Described(Load(Yaml, WithVariable(variable, value))).ShouldContain(expected);

    [Theory]
    [InlineData("DQX_Processors__page", "This is no setting of a processor; write DQX_Processors__INSTANCE__SETTING.")]
    [InlineData("DQX_Processors____x", "This is no setting of a processor; write DQX_Processors__INSTANCE__SETTING.")]
    [InlineData("DQX_Processors__page__to_emails__5", "There is no 'processors.page.to_emails[5]'; 'processors.page.to_emails' has processors.page.to_emails[0] to [1].")]
    [InlineData("DQX_Processors__page__to_emails", "'processors.page.to_emails' is a list; set one of its values.")]
    public void AVariableThatOverridesNothingIsAnErrorWithoutItsValue(string variable, string expected)
    {
        var error = Fails(Yaml, WithVariable(variable, "s3cret"));

        Short(error.Diagnostics).ShouldBe([$"DQX1115 {variable}: {expected}"]);
        error.Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public void ItemsOfTheEnvironmentComeInTheirOrder()
    {
        var variables = Enumerable.Range(0, 12).Select(index => KeyValuePair.Create($"DQX_Processors__empty__list__{index}", $"{index}")).Reverse();

        Load(Yaml, NoEnvironment with { EnvironmentOverrides = variables }).Processors[2].Settings.Root.GetProperty("list").EnumerateArray()
            .Select(item => item.GetString()).ShouldBe(Enumerable.Range(0, 12).Select(index => $"{index}"));
    }

    [Fact]
    public void TheCommandLineWinsOverTheEnvironmentAndThatOverTheFile()
    {
        var options = WithVariable("DQX_Processors__page__smtp_host", "environment");

        Load(Yaml, options).Processors[0].Settings.Root.GetProperty("smtp_host").GetString().ShouldBe("environment");
        Load(Yaml, options with { Set = ["processors.page.smtp_host=line"] }).Processors[0].Settings.Root.GetProperty("smtp_host").GetString().ShouldBe("line");
    }

    private static SuiteFileOptions WithData(string name, string path) => NoEnvironment with { Data = NoEnvironment.Data.Add(name, path) };

    private static SuiteFileOptions WithVariable(string name, string value) => NoEnvironment with { EnvironmentOverrides = [KeyValuePair.Create(name, value), KeyValuePair.Create("DQX_Other", "x")] };

    private static ImmutableArray<string> Described(SuiteFile file) =>
    [
        $"suite: {file.Suite.Name}",
        $"fail_on: {file.FailOn}",
        $"check: {file.Suite.Checks[0].Name}",
        $"expect: {file.Suite.Checks[0].Assertions[0].Expectation.Text}",
        $"meta: {System.Text.Json.JsonSerializer.Serialize(file.Suite.Meta)}",
        .. file.Processors.Select(processor => $"{processor.Instance}: {processor.Settings.Root.GetRawText()}"),
        .. file.Processors.Where(processor => !processor.Enabled).Select(processor => $"{processor.Instance} disabled"),
    ];
}
