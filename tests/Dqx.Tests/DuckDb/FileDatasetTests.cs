using System.Data.Common;
using System.IO.Compression;
using System.Text;
using Dqx.DuckDb;

namespace Dqx.Tests.DuckDb;

/// <summary>Files, tables and queries as datasets, on a folder with quotes, spaces and umlauts in its name.</summary>
public sealed class FileDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv", "a,b\n1,x\n2,\n")]
    [InlineData("it's; \"quoted\" 数据.CSV", "a,b\n1,x\n2,\n")]
    [InlineData("a[1]*?.csv", "a,b\n1,x\n2,\n")]
    [InlineData("a.tsv", "a\tb\n1\tx\n2\t\n")]
    [InlineData("a.json", "[{\"a\": 1, \"b\": \"x\"}, {\"a\": 2, \"b\": null}]")]
    [InlineData("a.jsonl", "{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2}\n")]
    [InlineData("a.ndjson", "{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2}\n")]
    [InlineData("a.csv.gz", "a,b\n1,x\n2,\n")]
    [InlineData("a.jsonl.gz", "{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2}\n")]
    public async Task A_file_is_read_by_its_extension(string file, string text)
    {
        if (OperatingSystem.IsWindows() && file.AsSpan().ContainsAny("*?\""))
        {
            return;
        }

        _folder.Write("a1.csv", "other\n");
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            await using GZipStream zipped = new(File.Create(_folder[file]), CompressionLevel.Fastest);
            zipped.Write(Encoding.UTF8.GetBytes(text));
        }
        else
        {
            _folder.Write(file, text);
        }

        await ExpectTwoRowsAsync(DuckDbDataset.FromFile("data", _folder[file]));
    }

    [Fact]
    public async Task Parquet_is_read_alone_and_by_a_pattern()
    {
        Parquet("a.parquet", "SELECT 1 AS a, 'x' AS b");
        Parquet("b.parquet", "SELECT 2 AS a, NULL::VARCHAR AS b");
        await ExpectTwoRowsAsync(DuckDbDataset.FromParquet("data", _folder["*.parquet"]));
        await ExpectTwoRowsAsync(DuckDbDataset.FromFile("data", _folder["?.parquet"]));
        (await ScalarAsync(DuckDbDataset.FromParquet("data", _folder["a.parquet"], where: "a = 1"), "count(*)")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_relative_path_is_taken_from_the_working_directory()
    {
        _folder.Write("a.csv", "a,b\n1,x\n2,\n");
        await ExpectTwoRowsAsync(DuckDbDataset.FromCsv("data", Path.GetRelativePath(Environment.CurrentDirectory, _folder["a.csv"])));
    }

    [Fact]
    public async Task Csv_options_say_what_DuckDB_would_guess_otherwise()
    {
        _folder.Write("a.csv", "1;N/A\n2;it's\n");
        CsvOptions options = new() { Delimiter = ";", Header = false, Types = new Dictionary<string, string> { ["column0"] = "DECIMAL(5,2)" }, Nulls = ["N/A", "-"] };
        var dataset = DuckDbDataset.FromCsv("data", _folder["a.csv"], options);
        (await ScalarAsync(dataset, "sum(column0)")).ShouldBe(3.00m);
        (await ScalarAsync(dataset, "count(column1)")).ShouldBe(1L);
        var wrong = DuckDbDataset.FromCsv("data", _folder["a.csv"], options with { Types = new Dictionary<string, string> { ["it's"] = "INTEGER" } });
        (await Should.ThrowAsync<DuckDbException>(() => ScalarAsync(wrong, "count(*)"))).Message.ShouldContain("it's");
    }

    [Fact]
    public async Task Names_in_the_header_of_a_csv_file_are_names_and_nothing_else()
    {
        _folder.Write("a.csv", "it's,\"a\"\"b\",\"x': 'BIGINT'}); DROP TABLE y; --\"\r\n1,2,3\r\n4,5,6\r\n");
        var dataset = DuckDbDataset.FromCsv("data \"of\" today", _folder["a.csv"]);

        (await ScalarAsync(dataset, "sum(\"it's\") + sum(\"a\"\"b\") + sum(\"x': 'BIGINT'}); DROP TABLE y; --\")")).ShouldBe((System.Numerics.BigInteger)21);
    }

    [Fact]
    public async Task A_csv_file_with_a_header_alone_has_columns_and_no_rows()
    {
        _folder.Write("a.csv", "a,b\n");
        (await ScalarAsync(DuckDbDataset.FromCsv("data", _folder["a.csv"]), "count(b)")).ShouldBe(0L);
    }

    [Theory]
    [InlineData("nope.csv", "DQX5004", "there is no file")]
    [InlineData("nope*.parquet", "DQX5004", "there is no file")]
    [InlineData("nope/nope.json", "DQX5004", "there is no file")]
    [InlineData("folder.csv", "DQX5004", "is a folder")]
    [InlineData("empty.csv", "DQX5005", "is empty")]
    [InlineData("empty.json", "DQX5005", "is empty")]
    [InlineData("empty.parquet", "DQX5005", "is empty")]
    [InlineData("empty*.csv", "DQX5005", "is empty")]
    public async Task A_missing_or_empty_file_is_named_by_its_absolute_path(string file, string id, string message)
    {
        Directory.CreateDirectory(_folder["folder.csv"]);
        foreach (var empty in new[] { "empty.csv", "empty.json", "empty.parquet" })
        {
            _folder.Write(empty, "");
        }

        var error = await Should.ThrowAsync<DqxException>(async () => await DuckDbDataset.FromFile("orders", _folder[file]).OpenAsync(CancellationToken.None));
        error.DiagnosticId.ShouldBe(id);
        error.Message.ShouldContain("\"orders\"");
        error.Message.ShouldContain(_folder[file]);
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("bad.parquet", "bad.parquet")]
    [InlineData("bad.json", "Malformed JSON")]
    public async Task A_broken_file_is_refused_in_DuckDbs_words(string file, string message)
    {
        _folder.Write(file, "{this is nothing of the kind");
        (await Should.ThrowAsync<DuckDbException>(() => ScalarAsync(DuckDbDataset.FromFile("data", _folder[file]), "count(*)"))).Message.ShouldContain(message);
    }

    [Fact]
    public void An_unknown_extension_is_refused_at_once() =>
        Should.Throw<DqxException>(() => DuckDbDataset.FromFile("data", "a.xlsx")).DiagnosticId.ShouldBe("DQX5006");

    [Fact]
    public async Task A_table_of_a_database_file_is_read_whatever_its_name()
    {
        var file = _folder["a.db"];
        using (var connection = Duck.Open($"Data Source=\"{file}\""))
        {
            connection.Run("CREATE SCHEMA \"my.schema\"");
            connection.Run("CREATE TABLE \"my.schema\".\"it's \"\"odd\"\"\" AS SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, NULL");
            connection.Run("CREATE VIEW plain AS FROM \"my.schema\".\"it's \"\"odd\"\"\"");
        }

        await ExpectTwoRowsAsync(DuckDbDataset.FromTable("data", file, "\"my.schema\".\"it's \"\"odd\"\"\""));
        await ExpectTwoRowsAsync(DuckDbDataset.FromTable("data", file, "main.plain"));
        await ExpectTwoRowsAsync(DuckDbDataset.FromQuery("data", "SELECT * FROM plain -- with a comment", file));
        (await Should.ThrowAsync<DuckDbException>(() => ScalarAsync(DuckDbDataset.FromTable("data", file, "nope"), "count(*)"))).Message.ShouldContain("nope");
        (await Should.ThrowAsync<DqxException>(async () => await DuckDbDataset.FromTable("data", _folder["nope.db"], "t").OpenAsync(CancellationToken.None))).Message.ShouldContain(_folder["nope.db"]);
    }

    [Theory]
    [InlineData("t", "\"t\"")]
    [InlineData("s.t", "\"s\".\"t\"")]
    [InlineData("\"a.b\".\"c\"\"d\"", "\"a.b\".\"c\"\"d\"")]
    [InlineData("Mixed Case; DROP TABLE x", "\"Mixed Case; DROP TABLE x\"")]
    [InlineData("select", "\"select\"")]
    [InlineData("", null)]
    [InlineData("a..b", null)]
    [InlineData(".a", null)]
    [InlineData("a.", null)]
    [InlineData("\"a", null)]
    [InlineData("\"a\"b", null)]
    [InlineData("a\"b", null)]
    [InlineData("\"\"", null)]
    public void A_table_is_split_at_dots_outside_of_quotes(string table, string? relation)
    {
        if (relation is null)
        {
            Should.Throw<DqxException>(() => DuckDbDataset.FromTable("data", "a.db", table)).DiagnosticId.ShouldBe("DQX5007");
        }
        else
        {
            DuckDbDataset.FromTable("data", "a.db", table).Relation.ShouldBe(relation);
        }
    }

    [Fact]
    public async Task A_query_runs_without_a_database()
    {
        await ExpectTwoRowsAsync(DuckDbDataset.FromQuery("data", "SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, NULL;  "));
        _folder.Write("a.csv", "a,b\n1,x\n2,\n");
        await ExpectTwoRowsAsync(DuckDbDataset.FromQuery("data", $"FROM '{_folder["a.csv"].Replace("'", "''", StringComparison.Ordinal)}'"));
    }

    [Fact]
    public async Task Settings_are_the_datasets_own()
    {
        var settings = new Dictionary<string, string> { ["TimeZone"] = "Asia/Tokyo" };
        (await ScalarAsync(DuckDbDataset.FromQuery("tokyo", "SELECT TIMESTAMPTZ '2026-01-01 20:00:00Z'::DATE AS d", settings: settings), "max(d)")).ShouldBe(new DateOnly(2026, 1, 2));
        (await ScalarAsync(DuckDbDataset.FromQuery("tokyo", "SELECT current_setting('TimeZone') AS z"), "max(z)")).ShouldNotBe("Asia/Tokyo");
    }

    private static async Task ExpectTwoRowsAsync(DuckDbDataset dataset)
    {
        (await ScalarAsync(dataset, "count(*) || ' ' || sum(a) || ' ' || count(b) || ' ' || max(b)")).ShouldBe("2 3 1 x");
    }

    private static async Task<object?> ScalarAsync(DuckDbDataset dataset, string expression)
    {
        await using DbConnection connection = await dataset.OpenAsync(CancellationToken.None);
        return connection.Scalar($"SELECT {expression} FROM {dataset.Relation}");
    }

    private void Parquet(string file, string query)
    {
        using var connection = Duck.Open();
        connection.Run($"COPY ({query}) TO '{_folder[file].Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");
    }
}
