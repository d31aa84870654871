using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Suites;
using Dqx.Suites.Yaml;
using Dqx.Tests.Support;
using Dqx.Tests.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Partitions;

/// <summary><c>partitions:</c> in a suite file: what it becomes, and what is wrong with it.</summary>
public sealed class SuiteFileTests
{
    private const string Checks = "suite: S\nchecks:\n  - { name: C, assertions: [sum(i) > 0] }\n";

    public static TheoryData<string, string> Wrong => new()
    {
        { "{ path: a.parquet, partitions: file }", "5:37 DQX1109 'partitions' is 'files', or a list of partitions, not 'file'." },
        { "{ path: a.parquet, partitions: { a: b } }", "5:37 DQX1109 'partitions' is 'files', or a list of partitions, not a mapping." },
        { "{ table: t, partitions: files }", "5:30 DQX1141 'partitions: files' makes every file of 'path' a partition, and there is no 'path'; add it, or list the partitions." },
        { "{ path: s3://b/*.parquet, partitions: files }", "5:44 DQX1141 'partitions: files' needs a path of this machine, which says which files there are; list the partitions instead." },
        { "{ path: a.csv, partitions: [{ name: a, path: b.csv }] }", "5:8 DQX1141 The partitions of 'o' are listed and say themselves what they read; put 'path' into one of them." },
        { "{ partitions: [] }", "5:20 DQX1141 The list of the partitions of 'o' is empty." },
        { "{ partitions: [{ path: b.csv }] }", "5:21 DQX1108 A partition needs 'name'." },
        { "{ partitions: [{ name: '', path: b.csv }] }", "5:29 DQX1141 A partition has a name." },
        { "{ partitions: [{ name: a, path: b.csv }, { name: a, path: c.csv }] }", "5:55 DQX1141 Two partitions of 'o' are named 'a'; their states would be stored under one name." },
        { "{ partitions: [{ name: a }] }", "5:21 DQX1116 The partition 'a' needs one of path, table and query." },
        { "{ partitions: [{ name: a, path: b.csv, query: SELECT 1 }] }", "5:45 DQX1116 The partition 'a' has path and query; it is one of them." },
        { "{ partitions: [{ name: a, path: b.csv, date_colum: d }] }", "5:45 DQX1106 A partition has no key 'date_colum'; did you mean 'date_column'?" },
        { "{ partitions: [{ name: a, path: b.csv, date_column: d }] }", "5:45 DQX1141 'date_column' of a partition is what the dataset's is called there, and the dataset has none; add it to the dataset." },
        { "{ partitions: [{ name: a, path: '{dte}.csv' }] }", "5:39 DQX1122 '{dte}' is no place for a date; did you mean '{date}'? A literal brace is written '{{'." },
        { "{ partitions: [a] }", "5:21 DQX1109 Expected a partition, a mapping of name, source, path, table, query, where, options, date_column, timezone, version; found 'a'." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WhatIsWrongIsToldAtItsPlace(string dataset, string expected)
        => string.Join('\n', Short(Fails($"{Checks}datasets:\n  o: {dataset}\n").Diagnostics)).ShouldBe(expected);

    [Theory]
    [InlineData("unique_count(i) > 0", "3:30 DQX1142 Check 'C', assertion 'unique_count(i) > 0': unique_count cannot be merged over the partitions of 'o': two parts of the data may hold the same values; measure it on a dataset of the same data without partitions.")]
    [InlineData("day_over_day(duplicate_count(i, dataset=o)) < 1", "3:30 DQX1142 Check 'C', assertion 'day_over_day(duplicate_count(i, dataset=o)) < 1': duplicate_count cannot be merged over the partitions of 'o': a value may be in two parts of the data, once in each; measure it on a dataset of the same data without partitions.")]
    [InlineData("unique_count(i, dataset=p) > 0", "")]
    public void AMetricThatCannotBeMergedIsFoundBeforeTheRun(string expectation, string expected)
    {
        var yaml = $"suite: S\nchecks:\n  - {{ name: C, assertions: ['{expectation}'] }}\ndatasets:\n  o: {{ path: '*.csv', partitions: files }}\n" + (expectation.Contains("=p") || expectation.Contains("=o") ? "  p: { path: '*.csv' }\n" : "");

        (expected.Length == 0 ? string.Join('\n', Short(Load(yaml).Warnings)) : string.Join('\n', Short(Fails(yaml).Diagnostics))).ShouldBe(expected);
    }

    [Fact]
    public void AListedPartitionHasWhatTheDatasetSays()
    {
        var file = Load("""
            suite: S
            timezone: Europe/Amsterdam
            checks: [{ name: C, assertions: [num_rows() > 0] }]
            sources:
              wh: { kind: duckdb, path: w.db }
            datasets:
              o:
                source: wh
                where: i > 0
                options: { delimiter: ";" }
                date_column: day
                partitions:
                  - { name: eu, table: t, version: 2026-11-21, timezone: Europe/Paris }
                  - { name: us, source: duckdb, path: us.csv, where: i > 1, date_column: tag, version: "${V}" }
            """, NoEnvironment with { Environment = name => name == "V" ? "seven" : null });

        var dataset = file.Datasets.ShouldHaveSingleItem();
        var (eu, us) = (dataset.Partitions[0], dataset.Partitions[1]);
        (eu.Name, eu.Version, eu.Data.Source.Path is null, eu.Data.Definition.Table, eu.Data.Definition.Where).ShouldBe(("eu", "2026-11-21", false, "t", "i > 0"));
        (eu.Data.Definition.Calendar.DateColumn, eu.Data.Definition.Calendar.TimeZone, eu.Data.Definition.Options.ValueKind).ShouldBe(("day", "Europe/Paris", System.Text.Json.JsonValueKind.Undefined));
        (us.Name, us.Version, us.Data.Source.Kind, us.Data.Definition.Where, us.Data.Definition.Calendar.DateColumn, us.Data.Definition.Calendar.TimeZone)
            .ShouldBe(("us", "seven", "duckdb", "i > 1", "tag", "Europe/Amsterdam"));
        us.Data.Definition.Options.GetProperty("delimiter").GetString().ShouldBe(";");
        var made = new DataSources([new DuckDbDataSource()]).Create(file).ShouldHaveSingleItem();
        (made.Name, made.Calendar.DateColumn).ShouldBe(("o", "day"));
    }

    [Fact]
    public async Task FilesAndForEachAndReplacedDataRunAsOthersDo()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("data/a.csv", "SELECT 1 AS i");
        await files.WriteAsync("data/b.csv", "SELECT 2 AS i");
        await files.WriteAsync("other/x.csv", "SELECT 9 AS i");
        var path = Path.Combine(files.Folder, "suite.yaml");
        await File.WriteAllTextAsync(path, """
            suite: S
            datasets:
              o: { path: data/*.csv, partitions: files, where: i > 1 }
              l: { partitions: [{ name: a, path: data/a.csv }, { name: q, query: SELECT 5 AS i, version: "1" }] }
            checks:
              - name: C
                for_each: { dataset: [o, l] }
                assertions: [sum(i)]
            """);

        (await ValuesAsync([])).ShouldBe([2, 6]);
        (await ValuesAsync(new Dictionary<string, string> { ["o"] = Path.Combine(files.Folder, "other", "*.csv"), ["l"] = Path.Combine(files.Folder, "other", "x.csv") })).ShouldBe([9, 9]);

        async Task<double?[]> ValuesAsync(Dictionary<string, string> data)
        {
            var file = SuiteFile.Load(path, NoEnvironment with { Data = data.ToImmutableSortedDictionary(StringComparer.Ordinal) });
            var run = await new SuiteRunner(Some.Clock).RunAsync(file.Suite, new DataSources([new DuckDbDataSource()]).Create(file), ResultKey.For(Some.Date));
            return [.. run.Results.Select(result => result.Value)];
        }
    }

    [Fact]
    public async Task TheColumnsOfPartitionsAreLookedAt()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.csv", "SELECT 1 AS i, 'x' AS s");
        await files.WriteAsync("b.csv", "SELECT 2 AS j, 'x' AS s");
        var path = Path.Combine(files.Folder, "suite.yaml");
        await File.WriteAllTextAsync(path, """
            suite: S
            datasets:
              o: { path: '*.csv', partitions: files }
              l: { partitions: [{ name: a, path: a.csv }, { name: gone, path: gone.csv }] }
            checks:
              - name: C
                uses: [o]
                assertions: [sum(i), 'first(s_length, order_by=s)', 'first(i, order_by=s)']
              - { name: D, uses: [l], assertions: [sum(i)] }
            """);
        var file = SuiteFile.Load(path, NoEnvironment);
        var findings = new Findings();

        await SuiteFileInspection.InspectAsync(file, new DataSources([new DuckDbDataSource()]).Create(file), ResultKey.For(Some.Date), findings, default);

        var text = findings.Text();
        text.ShouldContain("sum(i)': partition 'b.csv': o has no column 'i'");
        text.ShouldContain("partition 'a.csv': first cannot be merged over the partitions of 'o': only the engine knows how it sorts texts, so order by a number or a time");
        text.ShouldContain("The dataset 'l' could not be looked at, so its columns are not checked: partition 'gone': ");
    }

    [Fact]
    public void AKindThatNamesNoFilesIsToldSo()
    {
        var definition = new DatasetDefinition { Name = "o", Path = "/x" };
        var source = new SourceDefinition { Name = "plain", Kind = "plain" };

        Should.Throw<DqxException>(() => new DataSources([new PlainSource()]).Create(new SuiteDataset(definition, source) { IsPartitionedByFile = true }))
            .Message.ShouldBe("The dataset 'o' cannot be partitioned by files: the kind 'plain' names none; list the partitions instead.");
        Should.Throw<DqxException>(() => new DataSources([new PlainSource()]).Create(new SuiteDataset(definition, source) { Partitions = [new SuitePartition("a", new SuiteDataset(definition, source with { Kind = "plane" }))] }))
            .Message.ShouldBe("Partition 'a': The dataset 'o' is of the unknown source or kind 'plane'; known kinds: plain");
    }

    [Fact]
    public void AnotherTableIsAnotherVersionAndAnotherPasswordIsNot()
    {
        var data = new SuiteDataset(new DatasetDefinition { Name = "o", Table = "t" }, new SourceDefinition { Name = "pg", Kind = "postgres", Url = "postgres://me:old@host/db" });
        var version = PartitionVersion.Of("1", data);

        PartitionVersion.Of("1", data with { Source = data.Source with { Url = "postgres://you:new@host/db", Password = "x" } }).ShouldBe(version);
        PartitionVersion.Of("1", data with { Source = data.Source with { Url = "postgres://me:old@other/db" } }).ShouldNotBe(version);
        PartitionVersion.Of("1", data with { Definition = data.Definition with { Table = "u" } }).ShouldNotBe(version);
        PartitionVersion.Of("2", data).ShouldNotBe(version);
    }

    private sealed class PlainSource : IDataSourceProvider
    {
        public string Kind => "plain";

        public IDataset Create(DatasetDefinition dataset, SourceDefinition source) => new QueryDataset(dataset.Name, "SELECT 1");
    }
}
