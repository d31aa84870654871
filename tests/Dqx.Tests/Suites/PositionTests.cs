using Dqx.Suites.Yaml;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary>An error stands under its word, however YAML lets one write the text.</summary>
public sealed class PositionTests
{
    /// <summary>Whatever follows <c>expect:</c>; the word NOPE is wrong.</summary>
    public static TheoryData<string> Scalars =>
    [
        "sum(a) > NOPE",
        "sum(a)\n            > NOPE",
        "sum(a)\n\n            >\n            NOPE + 1",
        "\"sum(a) > NOPE\"",
        "'sum(a) > NOPE'",
        "'sum(a, where=\"x = ''y''\") > NOPE'",
        "\"sum(\\\"a\\\") > NOPE\"",
        "\"sum(\\x61)\\u0020>\\tNOPE\"",
        "\"sum(a)   \n\n            > NOPE\"",
        "\"sum(a) \\\n            > NOPE\"",
        "\"sum(a)\\\n            \\ > NOPE\"",
        "\"sum(\\\"\\U0001F600\\\") > NOPE\"",
        "'sum(a)\n            > NOPE'",
        "|\n          sum(a)\n          > NOPE",
        "|-\n          sum(a)\n            > NOPE\n",
        ">\n          sum(a)\n          > NOPE",
        ">- # folded\n          sum(a)\n\n\n          > NOPE",
        ">+2\n            sum(a)\n          > NOPE\n\n",
        "&anchor sum(a) > NOPE",
        "&anchor\n          \"sum(a) > NOPE\"",
    ];

    [Theory]
    [MemberData(nameof(Scalars))]
    public void AnErrorInATextStandsUnderItsWord(string scalar)
    {
        foreach (var yaml in new[] { scalar, scalar.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            var text = UpToAssertions + "      - name: n\n        expect: " + yaml + "\n";
            var at = text.IndexOf("NOPE", StringComparison.Ordinal);
            var place = new Place(new SourceText("", text), at, 4);

            var diagnostic = Fails(text).Diagnostics.ShouldHaveSingleItem();

            diagnostic.Message.ShouldStartWith("Unknown name 'NOPE'");
            (diagnostic.Line, diagnostic.Column).ShouldBe(place.Source.Position(at));
        }
    }

    [Fact]
    public void AnErrorAtTheEndOfATextStandsAfterIt()
        => Short(Fails(UpToAssertions + "      - 'sum(a) >'\n").Diagnostics).ShouldBe(["7:18 DQX1201 Expected a number, a metric or a parenthesis, found the end."]);

    [Fact]
    public void AnErrorBehindAnAliasStandsWhereItIsWritten()
        => Short(Fails(UpToAssertions + "      - { name: a, expect: &e sum(x) > NOPE }\n      - { name: b, expect: *e }\n").Diagnostics)
            .ShouldHaveSingleItem().ShouldStartWith("7:40 DQX1201 Unknown name 'NOPE'");

    [Theory]
    [InlineData("sum(a) / sum(a, dataset=x) > 0", 19)]
    [InlineData("num_rows() > 0 tol sum(a)", 29)]
    [InlineData("1 between 0 and  sum( a , dataset = \"x\" )", 27)]
    public void AFindingAboutAMetricStandsUnderIt(string expectation, int column)
        => Fails(UpToAssertions + $"      - '{expectation}'\n").Diagnostics.ShouldContain(diagnostic => diagnostic.Line == 7 && diagnostic.Column == column);

    [Fact]
    public void ALongLineIsCutAroundItsPlace()
    {
        var message = Fails(UpToAssertions + $"      - name: n\n        expect: {string.Concat(Enumerable.Repeat("sum(a) + ", 400))} NOPE > 0 tol {new string('1', 300)}\n").Message;

        var lines = message.Split('\n');
        lines[1].Length.ShouldBeLessThan(170);
        lines[1].Substring(lines[2].IndexOf('^', StringComparison.Ordinal), 4).ShouldBe("NOPE");
    }
}
