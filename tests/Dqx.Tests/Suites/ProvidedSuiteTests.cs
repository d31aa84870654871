using Dqx.Checks;
using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary>A suite in code that is run by its name.</summary>
public sealed class ProvidedSuiteTests
{
    private static readonly string s_folder = Path.GetFullPath("here");

    private static readonly SuiteDefinition s_definition = new SuiteDefinition
    {
        Suite = VerificationSuite.Create("Orders", checks =>
        {
            var least = checks.Tunable("least", 1, maximum: 5);
            checks.Add("Rows", (mp, ctx) => ctx.AssertThat(mp.NumRows()).Where("enough").IsAtLeast(least));
        }),
        Datasets = [],
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

    [Theory]
    [InlineData("tunables.least=6", "DQX1231 --set tunables.least: The tunable 'least': its value 6 is above its max 5.")]
    [InlineData("tunables.leest=1", "DQX1232 --set tunables.leest: The suite 'Orders' has no tunable 'leest'; did you mean 'least'?")]
    [InlineData("tunables.least=x", "DQX1109 --set tunables.least: The tunable 'least' is a number.")]
    [InlineData("checks[0].name=x", "DQX1113 --set checks[0].name: Of a suite in code only tunables can be set: tunables.NAME=VALUE.")]
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
