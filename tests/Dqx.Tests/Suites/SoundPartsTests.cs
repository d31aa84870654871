using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Suites;

namespace Dqx.Tests.Suites;

/// <summary>What is wrong in one part of a file hides nothing that is wrong in another, and is told once.</summary>
public sealed class SoundPartsTests
{
    private const string Sound = """
        suite: S
        datasets:
          d: { path: d.csv }
          e: { path: d.csv }
        sources:
          wh: { kind: duckdb, path: wh.db }
        checks:
          - name: A
            uses: [d]
            assertions:
              - name: typo
                expect: sum(amuont) > limit
              - { name: second, expect: sum(amount) > 0 tol 1% }
          - name: B
            uses: [e]
            only_if: num_rows() > 0
            assertions: [maximum(amuont) > 0]
        tunables:
          limit: 5
        profiles:
          - name: P
            rules: [{ check: A, assertion: second, expect: sum(amoutn) > 0 tol 1% }]
        processors:
          page: { retries: 2 }
        """;

    private const string First = "12:17 DQX1215 Check 'A', assertion 'typo': d has no column 'amuont'; did you mean 'amount'?";
    private const string Second = "17:18 DQX1215 Check 'B', assertion 'maximum(amuont) > 0': e has no column 'amuont'; did you mean 'amount'?";
    private const string Third = "22:52 DQX1215 The profile 'P', rule 1: d has no column 'amoutn'; did you mean 'amount'?";

    private static readonly string[] s_good = [.. new[] { "sound.yaml", "language.yaml" }.Select(name => File.ReadAllText(Path.Combine(Snapshot.ProjectDirectory, "Suites", name)))];

    [Fact]
    public async Task AllColumnsAreCheckedWhereTheFileIsSound() => (await FindAsync(Sound)).ShouldBe([First, Second, Third]);

    [Theory]
    [InlineData("suite: S", "suite: S\nx: 1", "2:1 DQX1106", 1, 1, 1)]
    [InlineData("e: { path: d.csv }", "e: { source: nosuch, table: t }", "4:3 DQX1117", 1, 0, 1)]
    [InlineData("e: { path: d.csv }", "e: { pth: d.csv }", "4:3 DQX1116,4:8 DQX1106", 1, 0, 1)]
    [InlineData("e: { path: d.csv }", "e: 5", "4:6 DQX1109", 1, 0, 1)]
    [InlineData("e: { path: d.csv }", "e: { source: wh, table: t }\n  #", "4:3 DQX1216", 1, 0, 1)]
    [InlineData("kind: duckdb", "kid: duckdb", "6:7 DQX1108,6:9 DQX1106", 1, 1, 1)]
    [InlineData("limit: 5", "limit: many", "19:10 DQX1109", 1, 1, 1)]
    [InlineData("uses: [d]", "uses: [f]", "9:12 DQX1207", 0, 1, 0)]
    [InlineData("uses: [e]", "tags: e", "15:11 DQX1109,16:14 DQX1211,17:18 DQX1211", 1, 0, 1)]
    [InlineData("only_if: num_rows() > 0", "only_if: num_rows() >", "16:26 DQX1201", 1, 1, 1)]
    [InlineData("name: B", "name: A", "14:11 DQX1206", 1, 0, 1)]
    [InlineData("expect: sum(amuont) > limit", "expect: sum(amuont) > limti", "12:31 DQX1201", 0, 1, 1)]
    [InlineData("- name: typo", "- nam: typo", "11:9 DQX1106,11:9 DQX1108", 1, 1, 1)]
    [InlineData("rules: [{ check: A", "rules: [{ chek: A", "22:13 DQX1234,22:15 DQX1106", 1, 1, 0)]
    [InlineData("retries: 2", "retries: x", "24:20 DQX1109", 1, 1, 1)]
    public async Task AnErrorHidesOnlyWhatDependsOnIt(string sound, string wrong, string told, int first, int second, int third)
    {
        var found = await FindAsync(Sound.Replace(sound, wrong, StringComparison.Ordinal));

        var columns = found.Where(finding => finding.Contains("DQX1215", StringComparison.Ordinal)).ToList();
        found.Except(columns).Select(finding => string.Join(' ', finding.Split(' ').Take(2))).ShouldBe(told.Split(','), ignoreOrder: true, string.Join('\n', found));
        (Count("Check 'A'"), Count("Check 'B'"), Count("profile")).ShouldBe((first, second, third), string.Join('\n', found));

        int Count(string what) => columns.Count(finding => finding.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhateverIsWrongTheRestCanBeLookedAt()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            (await FindAsync(MalformedSuite.Of(s_good[seed % s_good.Length], seed))).ShouldNotBeEmpty();
        }
    }

    private static async Task<List<string>> FindAsync(string yaml)
    {
        using var folder = new SuiteFolder(yaml);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "d.csv"), "id,amount\n1,2\n");
        var (file, findings) = SuiteFile.Read(folder.SuitePath, SuiteFolder.NoEnvironment);
        if (file is not null)
        {
            var datasets = new DataSources([new DuckDbDataSource()]).Create(file, findings);
            if (!datasets.IsEmpty)
            {
                await SuiteFileInspection.InspectAsync(file, datasets, ResultKey.For(Some.Date), findings, CancellationToken.None);
            }
        }

        return [.. SuiteFolder.Short(findings.All)];
    }
}
