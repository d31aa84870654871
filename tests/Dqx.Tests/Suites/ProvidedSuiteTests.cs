using Dqx.Checks;
using Dqx.Delivery;
using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary>A suite in code that is run by its name.</summary>
public sealed class ProvidedSuiteTests
{
    private static readonly string s_folder = Path.GetFullPath("here");

    private static readonly ProcessorConfiguration s_page = new()
    {
        Instance = "page",
        Use = "email_alerts",
        Retries = 5,
        When = RunCondition.Parse("failed > 0"),
        Settings = ProcessorSettings.FromJson("""{ "to_emails": ["a@x.example"], "from_email": "dqx@x.example", "smtp_port": 25, "starttls": true }""", Path.GetFullPath("there")),
    };

    private static readonly SuiteDefinition s_definition = new SuiteDefinition
    {
        Suite = VerificationSuite.Create("Orders", checks =>
        {
            var least = checks.Tunable("least", 1, maximum: 5);
            checks.Add("Rows", (mp, ctx) => ctx.AssertThat(mp.NumRows()).Where("enough").IsAtLeast(least));
        }),
        Datasets = [],
        Processors = [s_page, new ProcessorConfiguration { Instance = "log", Use = "recorder" }],
        FailOn = Severity.P1,
    }.WithFiles("orders", "data/orders.csv");

    [Fact]
    public void ItBecomesWhatASuiteFileIs()
    {
        var file = Open(s_definition, NoEnvironment);

        (file.Suite.Name, file.FailOn, file.Folder, file.Path).ShouldBe(("Orders", Severity.P1, s_folder, "/x/Orders.dll"));
        file.Datasets.ShouldHaveSingleItem().Definition.Path.ShouldBe(Path.Combine(s_folder, "data", "orders.csv"));
        file.Datasets[0].Source.Kind.ShouldBe("duckdb");
    }

    [Fact]
    public void TheCommandLineSetsItsTunablesAndItsData()
    {
        var file = Open(s_definition, NoEnvironment with { Set = ["tunables.least=3"], Data = NoEnvironment.Data.Add("orders", "/y/other.parquet") });

        file.Suite.Tunables.ShouldHaveSingleItem().Value.ShouldBe(3);
        file.Datasets[0].Definition.Path.ShouldBe(Path.GetFullPath("/y/other.parquet"));
    }

    [Fact]
    public void TheCommandLineWinsOverTheEnvironmentAndThatOverTheSuite()
    {
        var file = Open(s_definition, NoEnvironment with
        {
            EnvironmentOverrides = [new("DQX_Processors__page__to_emails__0", "b@x.example"), new("DQX_PROCESSORS__PAGE__TIMEOUT", "7s"), new("DQX_Processors__hook__url", "https://x.example"), new("HOME", "/")],
            Set = ["processors.page.timeout=9", "processors.page.to_emails[1]=c@x.example", "fail_on=P2", "deadline=10s", "tunables.least=3"],
        });

        var (page, log, hook) = (file.Processors[0], file.Processors[1], file.Processors[2]);
        (page.Use, page.Timeout, page.Retries, page.When, page.Settings.ToString()).ShouldBe(
            ("email_alerts", TimeSpan.FromSeconds(9), 5, s_page.When, """{"to_emails":["b@x.example","c@x.example"],"from_email":"dqx@x.example","smtp_port":25,"starttls":true}"""));
        (page.Settings.Folder, page.Settings.ToString().Contains("***", StringComparison.Ordinal)).ShouldBe((s_page.Settings.Folder, false));
        log.ShouldBeSameAs(s_definition.Processors[1]);
        (hook.Use, hook.Settings.Folder, hook.Settings.ToString()).ShouldBe(("hook", s_folder, """{"url":"https://x.example"}"""));
        (file.FailOn, file.Deadline, file.Suite.Tunables[0].Value).ShouldBe((Severity.P2, TimeSpan.FromSeconds(10), 3));
    }

    [Theory]
    [InlineData("tunables.least=6", "DQX1231 --set tunables.least: The tunable 'least': its value 6 is above its max 5.")]
    [InlineData("tunables.leest=1", "DQX1232 --set tunables.leest: The suite 'Orders' has no tunable 'leest'; did you mean 'least'?")]
    [InlineData("tunables.least=x", "DQX1109 --set tunables.least: The tunable 'least' is a number.")]
    [InlineData("checks[0].name=x", "DQX1113 --set checks[0].name: Of a suite in code these can be set: tunables.NAME, processors.NAME.SETTING, fail_on and deadline; --data NAME=PATH replaces the files of a dataset.")]
    [InlineData("fail_on=P9", "DQX1109 --set fail_on: 'fail_on' is one of P0, P1, P2, P3, not the given value.")]
    [InlineData("processors.page=x", "DQX1113 --set processors.page: 'processors.page' is a mapping; set one of its values.")]
    [InlineData("processors.page.timeout=soon", "DQX1109 --set processors.page.timeout: 'timeout' is a duration such as 500ms, 2s, 5m, 1h or 3d, or a number of seconds, more than none, not the given value.")]
    public void WhatCannotBeSetIsAnError(string set, string expected)
        => Short(Should.Throw<SuiteFileException>(() => Open(s_definition, NoEnvironment with { Set = [set] })).Diagnostics).ShouldBe([expected]);

    [Fact]
    public void EveryErrorIsToldAtOnceWithTheNameOfTheSuite()
    {
        var suite = s_definition.Suite with { Checks = [s_definition.Suite.Checks[0] with { Uses = ["ordrs"] }, new Check { Name = "Rows" }] };
        var error = Should.Throw<SuiteFileException>(() => Open((s_definition with { Suite = suite }).WithFiles("orders", "b.csv"), NoEnvironment with { Data = NoEnvironment.Data.Add("order", "x") }));

        Short(error.Diagnostics).ShouldBe(
        [
            "DQX1114 --data order: There is no dataset 'order'; did you mean 'orders'?",
            "DQX1213 orders_quality: Two datasets are named 'orders'; give each a name of its own.",
            "DQX1207 orders_quality: Check 'Rows' uses the unknown dataset 'ordrs'; did you mean 'orders'?",
            "DQX1206 orders_quality: There are two checks named 'Rows'.",
            "DQX1208 orders_quality: Check 'Rows' has no assertions.",
        ]);
    }

    private static SuiteFile Open(SuiteDefinition definition, SuiteFileOptions options) => ProvidedSuite.Open("orders_quality", definition, "/x/Orders.dll", s_folder, options);
}
