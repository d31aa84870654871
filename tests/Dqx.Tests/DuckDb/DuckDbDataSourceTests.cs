using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Suites;
using Dqx.Tests.Suites;
using Moq;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.DuckDb;

/// <summary>From a suite file to a result.</summary>
public sealed class DuckDbDataSourceTests
{
    private static readonly DataSources s_sources = new([new DuckDbDataSource()]);

    [Fact]
    public async Task AQueryFindsFilesBesideItsSuite()
    {
        using var folder = new SuiteFolder("""
            suite: S
            sources:
              own: { kind: duckdb, settings: { file_search_path: "/nowhere" } }
            datasets:
              named: { query: "select * from 'beside-the-suite.csv'" }
              matched: { query: "select * from read_csv('beside-the-su*.csv')" }
              elsewhere: { source: own, query: "select * from 'beside-the-suite.csv'" }
            checks:
              - name: C
                assertions: ['sum(a, dataset=named) == 3', 'sum(a, dataset=matched) == 3', 'sum(a, dataset=elsewhere) == 3']
            """);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "beside-the-suite.csv"), "a\n1\n2\n");

        var file = folder.Load();
        var run = await new SuiteRunner().RunAsync(file.Suite, s_sources.Create(file), ResultKey.For(Some.Date));

        // The last one says where to look itself.
        run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Passed, AssertionStatus.Passed, AssertionStatus.Error]);
    }

    [Fact]
    public async Task ASuiteFileRunsOverFilesTablesAndQueries()
    {
        using var folder = new SuiteFolder("""
            suite: S
            sources:
              db: { kind: duckdb, path: db.duckdb, settings: { threads: 1 } }
            datasets:
              csv: { path: rows*.csv, where: a > 1, options: { delimiter: "|", header: true, types: { a: INTEGER }, nulls: ["-"] } }
              json: { path: rows.json }
              table: { source: db, table: main.t }
              query: { source: db, query: "select a * 2 as a from t -- doubled" }
              free: { query: select 7 as a }
            checks:
              - name: C
                assertions:
                  - sum(a, dataset=csv) == 5
                  - null_count(b, dataset=csv) == 1
                  - sum(a, dataset=json) == 4
                  - sum(a, dataset=table) == 3
                  - sum(a, dataset=query) == 6
                  - sum(a, dataset=free) == 7
            """);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "rows1.csv"), "a|b\n1|x\n2|-\n");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "rows2.csv"), "a|b\n3|y\n");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "rows.json"), "[{\"a\": 4}]");
        await using (var connection = new DuckDbConnection($"Data Source={Path.Combine(folder.Path, "db.duckdb")}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE t AS SELECT 3 AS a";
            await command.ExecuteNonQueryAsync();
        }

        var file = folder.Load();
        var run = await new SuiteRunner().RunAsync(file.Suite, s_sources.Create(file), ResultKey.For(Some.Date));

        run.Results.Select(result => (result.Assertion, result.Status, result.Error)).ShouldBe(file.Suite.Checks[0].Assertions.Select(assertion => (assertion.Name, AssertionStatus.Passed, (string?)null)));
    }

    [Theory]
    [InlineData("path: o.csv, options: { delimeter: ';' }", "DQX1119 Dataset 'o': options: delimeter is not an option; did you mean 'delimiter'?")]
    [InlineData("path: o.csv, options: { header: perhaps, types: [] }", "DQX1119 Dataset 'o': options: header must be true or false, not \"perhaps\"; types must be an object, not [].")]
    [InlineData("path: o.parquet, options: { header: true }", "DQX1119 Dataset 'o': 'options' are for CSV and TSV files; leave them out.")]
    [InlineData("query: select 1, options: { header: true }", "DQX1119 Dataset 'o': 'options' are for CSV and TSV files; leave them out.")]
    [InlineData("table: t", "DQX1119 Dataset 'o': a table is in a database; name a source with 'kind: duckdb' and 'path', a DuckDB file, or read a file by 'path'.")]
    [InlineData("source: remote, query: select 1", "DQX1119 Dataset 'o': its source 'remote' has a url, user or password; DuckDB has 'path', a database file.")]
    [InlineData("source: dukdb, path: o.csv", "DQX1117 The dataset 'o' is of the unknown source or kind 'dukdb'; did you mean 'duckdb'?")]
    [InlineData("source: postgres, table: t", "DQX1117 The dataset 'o' is of the unknown source or kind 'postgres'; known kinds: duckdb")]
    public void ADefinitionThatDoesNotFitIsAnErrorAtItsPlace(string dataset, string expected)
    {
        var file = Load(WithoutDatasets + $"sources: {{ remote: {{ kind: duckdb, url: 'https://x' }} }}\ndatasets:\n  o: {{ {dataset} }}\n");

        Short(Should.Throw<SuiteFileException>(() => s_sources.Create(file)).Diagnostics).ShouldBe([$"6:3 {expected}"]);
    }

    [Fact]
    public void AllDatasetsThatDoNotFitAreToldAtOnceAndWithoutSecrets()
    {
        var file = Load(
            WithoutDatasets.Replace("assertions: [num_rows", "uses: [o], assertions: [num_rows", StringComparison.Ordinal) + "datasets:\n  o: { source: '${KIND}', table: t }\n  p: { table: t }\n",
            NoEnvironment with { Environment = _ => "s3cret" });

        var error = Should.Throw<SuiteFileException>(() => s_sources.Create(file));

        error.Diagnostics.Length.ShouldBe(2);
        error.Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public void OneKindHasOneProvider()
    {
        var other = new Mock<IDataSourceProvider>();
        other.SetupGet(provider => provider.Kind).Returns("duckdb");

        Should.Throw<DqxException>(() => new DataSources([new DuckDbDataSource(), other.Object])).DiagnosticId.ShouldBe("DQX1118");
        s_sources.Kinds.ShouldBe(["duckdb"]);
    }
}
