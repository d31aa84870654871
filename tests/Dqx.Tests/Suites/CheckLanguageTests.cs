using Dqx.Checks;
using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary>Tunables, conditions, repeated checks and profiles in a suite file: what they become, and what is wrong with them.</summary>
public sealed class CheckLanguageTests
{
    private const string UpToTunables = Sound + "tunables: ";
    private const string UpToRules = Sound + "profiles:\n  - name: P\n    rules:\n      - ";

    public static TheoryData<string, string> Rows => new()
    {
        // Tunables
        { UpToTunables + "{ rate: 0.05, rows: { value: 10, min: 1, max: 20 }, factor: { value: 2, choices: [1, 2] } }\n", "" },
        { UpToTunables + "{ sum: 1 }\n", "8:13 DQX1230 The tunable 'sum': that is the name of a metric; choose another." },
        { UpToTunables + "{ coalesce: 1 }\n", "8:13 DQX1230 The tunable 'coalesce': that is the name of a function; choose another." },
        { UpToTunables + "{ between: 1 }\n", "8:13 DQX1230 The tunable 'between': that is a word of expectations; choose another." },
        { UpToTunables + "{ a-b: 1, 1a: 1, $a: 1 }\n", "8:13 DQX1230 The tunable 'a-b': a name is of letters, digits and '_', and does not begin with a digit.\n8:21 DQX1230 The tunable '1a': a name is of letters, digits and '_', and does not begin with a digit.\n8:28 DQX1230 The tunable '$a': a name is of letters, digits and '_', and does not begin with a digit." },
        { UpToTunables + "{ a: x, b: '1', c: [1], d: .inf, e: ~ }\n", "8:16 DQX1109 The tunable 'a' is a number or a mapping of value, min, max and choices, not 'x'.\n8:22 DQX1109 The tunable 'b' is a number or a mapping of value, min, max and choices, not '1'.\n8:30 DQX1109 Expected a tunable, a mapping of value, min, max, choices; found a list.\n8:38 DQX1109 The tunable 'd' is a number or a mapping of value, min, max and choices, not '.inf'.\n8:44 DQX1109 Expected a tunable, a mapping of value, min, max, choices; found nothing." },
        { UpToTunables + "{ a: { min: 1 } }\n", "8:16 DQX1108 A tunable needs 'value'." },
        { UpToTunables + "{ a: { value: 1, mim: 0 } }\n", "8:28 DQX1106 A tunable has no key 'mim'; did you mean 'min'?" },
        { UpToTunables + "{ a: { value: 0.5, min: 1 } }\n", "8:25 DQX1231 The tunable 'a': its value 0.5 is below its min 1." },
        { UpToTunables + "{ a: { value: 1.5, max: 1 } }\n", "8:25 DQX1231 The tunable 'a': its value 1.5 is above its max 1." },
        { UpToTunables + "{ a: { value: 3, choices: [1, 2] } }\n", "8:25 DQX1231 The tunable 'a': its value 3 is none of its choices 1, 2." },
        { UpToTunables + "{ a: { value: 1, min: 2, max: 1 } }\n", "8:16 DQX1231 The tunable 'a': its min 2 is above its max 1." },
        { UpToTunables + "{ a: { value: 1, min: 1, choices: [1] } }\n", "8:16 DQX1231 The tunable 'a': it has choices, or min and max, not both." },
        { UpToAssertions + "      - num_rows() > max_rovs\ntunables: { max_rows: 1 }\n", "7:22 DQX1201 Unknown name 'max_rovs'; did you mean 'max_rows'?" },
        { UpToAssertions + "      - num_rows() > limit\ntunables: { max_rows: 1 }\n", "7:22 DQX1201 Unknown name 'limit'; expected a number, a tunable (max_rows) or a metric such as num_rows()." },
        { UpToAssertions + "      - num_rows() between most and 1\ntunables: { most: 2 }\n", "7:9 DQX1212 Check 'C', assertion 'num_rows() between most and 1': the lower bound most (2) is above the upper bound 1." },

        // Conditions
        { Only("num_rows() > 0"), "" },
        { Only("num_rows( > 0"), "6:24 DQX1201 Expected an argument of num_rows(), found '>'." },
        { Only("[a]"), "6:14 DQX1109 'only_if' is a text such as 'num_rows() > 0', not a list; quote it as a whole." },
        { Only("num_rows(dataset=p) > 0"), "6:14 DQX1211 Check 'C', only_if: num_rows(dataset=p) names the unknown dataset 'p'; did you mean 'o'?" },
        { Only("num_rows() between 2 and 1"), "6:25 DQX1201 The lower bound 2 is above the upper bound 1." },

        // Repeated checks
        { Each("{ dataset: [o] }"), "" },
        { Each("[o]"), "6:15 DQX1109 Expected a repetition, a mapping of dataset; found a list.\n" },
        { Each("{ datasets: [o] }"), "6:15 DQX1108 A repetition needs 'dataset'.\n6:17 DQX1106 A repetition has no key 'datasets'; did you mean 'dataset'?" },
        { Each("{ dataset: o }"), "6:26 DQX1109 'dataset' is a list, not 'o'." },
        { Each("{ dataset: [] }"), "6:26 DQX1140 'for_each' names no dataset, so the check would never run." },
        { Each("{ dataset: [o, p, o, [x]] }"), "6:30 DQX1140 'for_each' names the unknown dataset 'p'; did you mean 'o'?\n6:33 DQX1140 'for_each' names the dataset 'o' twice.\n6:36 DQX1109 'dataset' is a list of datasets, not a list." },
        { UpToAssertions.Replace("    assertions", "    for_each: { dataset: [o] }\n    assertions", StringComparison.Ordinal) + "      - num_rows(dataset=$dataset) > sum(a, dataset=x)\n", "8:38 DQX1211 Check 'C [o]', assertion 'num_rows(dataset=o) > sum(a, dataset=x)': sum(a, dataset=x) names the unknown dataset 'x'; did you mean 'o'?" },

        // Availability
        { Sound + "data_availability: 0\n", "" },
        { Sound + "data_availability: 90\n", "8:20 DQX1233 'data_availability' is a part of 1, from 0 to 1, not 90." },
        { Sound + "data_availability: 90%\n", "8:20 DQX1109 'data_availability' is a number, not '90%'." },

        // Profiles
        { UpToRules + "{ check: C, disable: true }\n", "" },
        { Sound + "profiles: [P]\n", "8:12 DQX1109 Expected a profile, a mapping of name, rules, start, end; found 'P'." },
        { Sound + "profiles:\n  - { name: P, start: 2026-13-01, rules: [{ check: C, disable: true }] }\n", "9:23 DQX1109 'start' is a date such as 2026-11-20, not '2026-13-01'." },
        { Sound + "profiles:\n  - { name: P, start: 2026-02-01, end: 2026-01-31, rules: [{ check: C, disable: true }] }\n", "9:40 DQX1234 The profile 'P': it ends on 2026-01-31, before it starts on 2026-02-01." },
        { Sound + "profiles:\n  - { name: P, rules: [] }\n  - { name: P, rules: [{ check: C, disable: true }] }\n", "9:23 DQX1234 The profile 'P': it has no rules.\n10:13 DQX1234 The profile 'P': there are two of that name." },
        { UpToRules + "{ disable: true }\n", "11:9 DQX1234 The profile 'P', rule 1: it selects by check, by check and assertion, or by tag." },
        { UpToRules + "{ check: C, tag: t, disable: true }\n", "11:9 DQX1234 The profile 'P', rule 1: it selects by name or by tag, not by both." },
        { UpToRules + "{ assertion: a, disable: true }\n", "11:9 DQX1234 The profile 'P', rule 1: 'assertion' needs the 'check' that holds it." },
        { UpToRules + "{ check: C, disable: false }\n", "11:9 DQX1238 The profile 'P', rule 1 changes nothing; say disable: true, severity, multiply_value or expect." },
        { UpToRules + "{ check: C, severity: high, multiply_value: x }\n", "11:31 DQX1109 'severity' is one of P0, P1, P2, P3, not 'high'.\n11:53 DQX1109 'multiply_value' is a number, not 'x'." },
        { UpToRules + "{ check: C, expect: avg(x) > 1 }\n", "11:29 DQX1201 Unknown metric or function avg(…); did you mean 'average'?" },
        { UpToRules + "{ check: C, expect: sum(a) > num_rows(dataset=p) }\n", "11:38 DQX1211 The profile 'P', rule 1: num_rows(dataset=p) names the unknown dataset 'p'; did you mean 'o'?" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void EveryErrorIsToldAtItsPlace(string yaml, string expected)
    {
        if (expected.Length == 0)
        {
            Load(yaml).Warnings.ShouldBeEmpty();
        }
        else
        {
            Short(Fails(yaml).Diagnostics).ShouldBe(expected.TrimEnd('\n').Split('\n'));
        }
    }

    [Theory]
    [InlineData("{ check: D, disable: true }", "11:18 DQX1235 The profile 'P', rule 1 selects nothing: there is no check 'D'; did you mean 'C'?")]
    [InlineData("{ check: C, assertion: num_row() > 0, disable: true }", "11:32 DQX1235 The profile 'P', rule 1 selects nothing: check 'C' has no assertion 'num_row() > 0'; did you mean 'num_rows() > 0'?")]
    [InlineData("{ tag: x, disable: true }", "11:16 DQX1235 The profile 'P', rule 1 selects nothing: no check or assertion has the tag 'x'.")]
    public void ARuleThatSelectsNothingIsAWarning(string rule, string expected)
        => Short(Load(UpToRules + rule + "\n").Warnings).ShouldBe([expected]);

    [Fact]
    public void TheSoundFileIsReadWhole()
    {
        var suite = SuiteFile.Load(Path.Combine(Snapshot.ProjectDirectory, "Suites", "language.yaml"), NoEnvironment).Suite;

        suite.DataAvailability.ShouldBe(0.5);
        suite.Tunables.Select(tunable => (tunable.Name, tunable.Value, tunable.Minimum, tunable.Maximum)).ShouldBe([("max_null_rate", 0.05, null, null), ("least_rows", 10, 1, 1000), ("factor", 1, null, null)]);
        suite.Tunables[2].Choices.ShouldBe([1, 2, 5]);
        suite.Checks.Select(check => (check.Name, check.RepeatedFrom, Uses: string.Join(' ', check.Uses), check.OnlyIf?.Text)).ShouldBe(
        [
            ("Rows are there [orders]", "Rows are there", "orders", "num_rows(dataset=$dataset) > 0"),
            ("Rows are there [returns]", "Rows are there", "returns", "num_rows(dataset=$dataset) > 0"),
            ("Customers are known", null, "", "num_rows(dataset=customers) >= least_rows"),
        ]);
        suite.Checks[1].OnlyIf.ShouldNotBeNull().Subject.ToString().ShouldBe("num_rows(dataset=returns)");
        (suite.Checks[1].Description, suite.Checks[1].Assertions[0].Name).ShouldBe(("Every day brings rows into returns", "enough rows in returns"));
        suite.Profiles.Select(profile => (profile.Name, profile.Start, profile.End, profile.Rules.Length)).ShouldBe([("Sale", new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 30), 3), ("Mended later", null, null, 1)]);
    }

    [Theory]
    [InlineData("tunables.least=7", 7)]
    [InlineData("tunables.limited=3", 5)]
    [InlineData("tunables.limited.value=3", 5)]
    public void ATunableIsSetOnTheCommandLine(string set, double least)
    {
        const string Tunables = "tunables: { least: 5, limited: { value: 1, max: 4 } }\n";

        var suite = Load(Sound + Tunables, NoEnvironment with { Set = [set] }).Suite;

        suite.Tunables.Select(tunable => tunable.Value).ShouldBe([least, set.Contains("limited", StringComparison.Ordinal) ? 3 : 1]);
    }

    [Theory]
    [InlineData("tunables.leest=7", "DQX1113 --set tunables.leest: There is no 'tunables.leest'; did you mean 'least'?")]
    [InlineData("tunables.limited=5", "DQX1231 --set tunables.limited: The tunable 'limited': its value 5 is above its max 4.")]
    [InlineData("tunables.least=x", "DQX1109 --set tunables.least: The tunable 'least' is a number or a mapping of value, min, max and choices, not the given value.")]
    public void AWrongTunableOnTheCommandLineIsAnErrorThatNamesIt(string set, string expected)
        => Short(Fails(Sound + "tunables: { least: 5, limited: { value: 1, max: 4 } }\n", NoEnvironment with { Set = [set] }).Diagnostics).ShouldBe([expected]);

    private static string Only(string condition) => Sound.Replace("    assertions", $"    only_if: {condition}\n    assertions", StringComparison.Ordinal);

    private static string Each(string datasets) => Sound.Replace("    assertions", $"    for_each: {datasets}\n    assertions", StringComparison.Ordinal);
}
