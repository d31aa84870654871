using System.Diagnostics;
using System.Text;
using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary>What YAML does to people who only wanted to write down a suite.</summary>
public sealed class YamlTrapTests
{
    private const string Cut = "DQX1112 In { … } and [ … ] a text with commas or braces has to be quoted as a whole: a comma ends it here.";

    public static TheoryData<string, string> Rows => new()
    {
        // Flow
        { UpToAssertions + "      - { name: n, expect: sum(a, lag=1) > 0 }\n", "7:28 " + Cut },
        { UpToAssertions + "      - { expect: coalesce(sum(a, lag=1), 0) > 0, name: n }\n", "7:19 " + Cut },
        { Sound.Replace("\n      - num_rows() > 0", " [sum(a, lag=1) > 0, num_rows() > 0]", StringComparison.Ordinal), "6:18 " + Cut },
        { UpToAssertions + "      - { name: sum(a, expect: num_rows() > 0 }\n", "" },
        { UpToAssertions + "      - { name: n, expect: count_values(s, \"a\") > 0 }\n", "7:28 " + Cut },
        { UpToAssertions + "      - { description: it's, \"name\": n, \"expect\" : num_rows() > 0 }\n", "" },
        { UpToAssertions + "      - { name: n, expect: a {b} }\n", "7:30 DQX1103 Expected ',' or '}' here: in { … } a text with commas, braces or quotes has to be quoted as a whole." },
        { UpToAssertions + "      - { name: n, expect: \"sum(a, lag=1) > 0\" }\n", "" },
        { WithoutDatasets + "datasets: { o: { query: select f(1, 2) } }\n", "4:25 " + Cut },
        { WithoutDatasets + "datasets: { o: { path: a, where: b in (1, 2) } }\n", "4:34 " + Cut },

        // Comments
        { UpToAssertions + "      - { name: n, expect: num_rows(where=\"x # y\") > 0 }\n      - num_rows() > 0\n", "7:46 DQX1103 Here a comment begins and cuts off the rest of { … } or [ … ] in this line; quote the text that holds the '#' as a whole." },
        { UpToAssertions + "      - num_rows(where=\"a #1\") > 0\n", "7:27 DQX1112 Here a comment begins and cuts off the text before it: '#1\") > 0'. Quote the text as a whole." },
        { UpToAssertions + "      - name: n\n        expect: num_rows() > 0 # \"half\n", "" },
        { WithoutDatasets + "datasets:\n  o:\n    query: select ' # '\n", "6:21 DQX1112 Here a comment begins and cuts off the text before it: '# ''. Quote the text as a whole." },
        { Sound + "description: it's fine # really\n", "" },
        { Sound + "processors:\n  p:\n    text: say \"a # b\"\n", "10:18 DQX1112 Here a comment begins and cuts off the text before it: '# b\"'. Quote the text as a whole." },

        // Tags, anchors, merges
        { Sound + "meta: !foo { a: 1 }\n", "8:7 DQX1104 Tags such as '!foo' are not allowed; leave it out." },
        { Sound + "meta: { a: !!str 1 }\n", "8:12 DQX1104 Tags such as 'tag:yaml.org,2002:str' are not allowed; leave it out." },
        { Sound + "x-a: &one 1\nmeta: { a: *on }\n", "9:12 DQX1104 There is no anchor '&on' before this; did you mean 'one'?" },
        { Sound + "meta: &m { a: *m }\n", "8:15 DQX1104 The alias '*m' stands for a part that it is in itself." },
        { Sound + "meta: { <<: 1 }\n", "8:13 DQX1104 '<<' merges a mapping or a list of mappings, not '1'." },
        { Sound + "? [a]\n: 1\n", "8:3 DQX1104 A key is a text, not a list." },

        // Documents and indentation
        { "", "DQX1103 The file is empty; a suite file begins with 'suite: NAME'." },
        { "# nothing\n", "1:1 DQX1103 The file is empty; a suite file begins with 'suite: NAME'." },
        { "suite\n", "1:1 DQX1103 A suite file is a mapping that begins with 'suite: NAME', not 'suite'." },
        { "- a\n", "1:1 DQX1103 A suite file is a mapping that begins with 'suite: NAME', not a list." },
        { Sound + "---\na: 1\n", "8:1 DQX1103 A suite file has one YAML document; put the second one into a file of its own." },
        { "suite: S\n\tdatasets: x\n", "2:1 DQX1103 YAML is indented with spaces, not with tabs." },
        { "suite:\n\tdatasets: x\n", "2:1 DQX1103 YAML is indented with spaces, not with tabs." },
        { "suite: \"S\n", "1:8 DQX1103 This quote is not closed." },
        { "suite: a: b\n", "1:9 DQX1103 ': ' stands inside a text; quote the text as a whole." },
        { "suite: @a\n", "1:8 DQX1103 A text cannot begin with this character; quote it." },
        { "suite: \"\\d\"\n", "1:8 DQX1103 A text in double quotes has an escape that YAML does not know; write \\\\ for a backslash, or use single quotes." },
        { "suite: \"\\UFFFFFFFF\"\n", "1:6 DQX1103 What follows here is not YAML; look for a mark at the beginning of a text, or an escape that is no character." },
        { "suite: " + new string('[', 5000), "1:72 DQX1104 The file is nested too deeply." },
        { "suite: a\u0007b\n", "1:9 DQX1102 The character U+0007 is not allowed in YAML." },

        // What is a text
        { Sound.Replace("suite: S", "suite: 007", StringComparison.Ordinal), "" },
        { "\uFEFF" + Sound, "" },
        { Sound.Replace("\n", "\r\n", StringComparison.Ordinal), "" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void ATrapIsNamed(string yaml, string expected)
    {
        if (expected.Length == 0)
        {
            Load(yaml);
        }
        else
        {
            Short(Fails(yaml).Diagnostics).ShouldBe(expected.Split('\n'));
        }
    }

    [Fact]
    public void AMergeBringsWhatIsNotSaid()
    {
        var file = Load("""
            suite: S
            x-base: &base { severity: P0, tags: [a], meta: { owner: x } }
            x-more: &more { severity: P3, description: d }
            datasets: { o: { path: o.csv } }
            checks:
              - name: C
                assertions:
                  - { <<: [*base, *more], name: n, expect: num_rows() > 0, tags: [b] }
            """);

        var assertion = file.Suite.Checks[0].Assertions[0];
        assertion.Severity.ShouldBe(Severity.P0);
        assertion.Tags.ShouldBe(["b"]);
        assertion.Description.ShouldBe("d");
        assertion.Meta.Text("owner").ShouldBe("x");
    }

    [Fact]
    public void AFileThatDoublesItselfEndsQuickly()
    {
        var laughs = new StringBuilder(Sound + "x-a0: &a0 [ha, ha, ha]\n");
        for (var i = 1; i < 40; i++)
        {
            laughs.Append(System.Globalization.CultureInfo.InvariantCulture, $"x-a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n");
        }

        var watch = Stopwatch.StartNew();
        var error = Fails(laughs.ToString());

        error.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The aliases of this file stand for too much; write it without them.");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void AFileThatIsNotUtf8IsNamed()
    {
        using var folder = new SuiteFolder([.. "suite: S"u8, 0xE9]);

        Short(Should.Throw<SuiteFileException>(() => folder.Load()).Diagnostics).ShouldBe(["DQX1102 The file is not UTF-8 (at byte 9); save it as UTF-8."]);
    }

    [Fact]
    public void AVeryLargeFileEndsQuickly()
    {
        using var folder = new SuiteFolder(new byte[50 << 20]);

        Short(Should.Throw<SuiteFileException>(() => folder.Load()).Diagnostics).ShouldBe(["DQX1102 A suite file has at most 4 MB; divide it into several suites."]);
    }

    [Fact]
    public void AFileThatIsNotThereIsNamedWithTheNearest()
    {
        using var folder = new SuiteFolder(Sound);

        var missing = Should.Throw<SuiteFileException>(() => SuiteFile.Load(Path.Combine(folder.Path, "suit.yaml"), NoEnvironment));
        var isFolder = Should.Throw<SuiteFileException>(() => SuiteFile.Load(folder.Path, NoEnvironment));

        missing.Message.ShouldBe($"{Path.Combine(folder.Path, "suit.yaml")}: error DQX1101: There is no such file; did you mean 'suite.yaml'?");
        isFolder.Message.ShouldBe($"{folder.Path}: error DQX1101: This is a folder, not a suite file.");
    }
}
