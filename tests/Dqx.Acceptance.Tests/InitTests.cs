using Dqx.Acceptance.Tests.Support;
using Dqx.DuckDb;

namespace Dqx.Acceptance.Tests;

/// <summary>The suite that <c>dqx init</c> writes is valid, and holds for the data that it was written for.</summary>
public sealed class InitTests
{
    private const string Odd = "\"unit price\",\"a\"\"b\",select,Größe,\"x: # {y}, 'z' \\\",\"${HOME}\",\"😀\",\"line\nbreak\",1st,\" \",$dataset,null\n"
        + "1.5,a,1,,x,h,e,l,1,s,d,\n-2.25,b,2,5,y,h,e,l,1,s,d,\n1e300,c,3,6,z,h,e,l,1,s,d,\n";

    /// <summary>The name of the file, and a query that gives its rows; for CSV the text itself.</summary>
    public static TheoryData<string, string> Files => new()
    {
        { "orders.csv", Workspace.Orders },
        { "odd names.csv", Odd },
        { "2026 [x] 'q' ${HOME}.csv", Workspace.Orders },
        { "header-only.csv", "id,amount,city\n" },
        { "one-column.csv", "a\n1\n" },
        { "semicolons.tsv", "a\tb\n1\tx\n2\ty\n" },
        { "nan.parquet", "SELECT unnest([1.0, 'nan'::DOUBLE, 'inf'::DOUBLE]) AS f, 0.1::DOUBLE AS g, NULL AS n" },
        { "types.parquet", "SELECT range AS id, DATE '2026-11-20' AS d, TIMESTAMP '2026-11-20 12:00:00' AS t, [1, 2] AS l, MAP {'a': 1} AS m, {'a': 1} AS s, true AS b, 1.10::DECIMAL(9, 2) AS dec, 'x'::BLOB AS raw, uuid() AS u, 123456789012345678901234567890::HUGEINT AS h FROM range(50)" },
        { "empty.parquet", "SELECT 1 AS a, 'x' AS b WHERE false" },
        { "rows.json", "SELECT range AS a, 'it''s \"' || (range % 3) AS \"b c\" FROM range(100)" },
        { "lines.jsonl", "SELECT range / 3 AS a, CASE WHEN range % 10 = 0 THEN NULL ELSE range END AS b FROM range(100)" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_suite_is_valid_and_holds(string file, string content)
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace["data"]);
        if (file.EndsWith("sv", StringComparison.Ordinal))
        {
            workspace.With($"data/{file}", content);
        }
        else
        {
            await CopyAsync(content, workspace[$"data/{file}"]);
        }

        (await workspace.RunAsync("init", $"data/{file}", "--output", "suite.yaml")).ShouldEndWith(0).Error.ShouldBeEmpty();
        var validated = await workspace.RunAsync("validate", "suite.yaml");
        var run = await workspace.RunAsync("run", "suite.yaml", "--no-history", "--no-processors");

        validated.ShouldEndWith(0).Output.ShouldNotContain("DQX");
        run.ShouldEndWith(0);
    }

    [Theory]
    [InlineData("orders", Workspace.Orders)]
    [InlineData("odd", Odd)]
    [InlineData("header-only", "id,amount,city\n")]
    public async Task The_suite_explains_itself(string name, string content)
    {
        using var workspace = new Workspace().With($"{name}.csv", content);

        var result = await workspace.RunAsync("init", $"{name}.csv");

        result.ShouldEndWith(0).Output.ShouldStartWith("# yaml-language-server: $schema=file:///");
        await Snapshot.Verify(result.Output[(result.Output.IndexOf('\n', StringComparison.Ordinal) + 1)..], row: name, scrub: [(workspace.Folder, "{Folder}")]);
    }

    [Theory]
    [InlineData("nosuch.csv", "DQX5004")]
    [InlineData("empty.csv", "DQX5005")]
    [InlineData("data.xlsx", "DQX5006")]
    [InlineData("damaged.parquet", "DQX1024")]
    [InlineData(".", "DQX5006")]
    public async Task Data_that_cannot_be_read_is_an_error(string file, string id)
    {
        using var workspace = new Workspace().With("empty.csv", "").With("data.xlsx", "x").With("damaged.parquet", "PAR1 nothing");

        var result = await workspace.RunAsync("init", file, "--output", "suite.yaml");

        result.ShouldEndWith(2).Error.ShouldStartWith($"error {id}: ");
        File.Exists(workspace["suite.yaml"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        using var workspace = new Workspace().With("orders.csv", Workspace.Orders).With("suite.yaml", "mine");

        (await workspace.RunAsync("init", "orders.csv", "--output", "suite.yaml")).ShouldEndWith(2).Error.ShouldStartWith("error DQX1022: --output suite.yaml: ");
        (await workspace.RunAsync("init", "orders.csv", "--output", "nowhere/suite.yaml")).ShouldEndWith(2).Error.ShouldStartWith("error DQX1023: ");
        (await File.ReadAllTextAsync(workspace["suite.yaml"])).ShouldBe("mine");
    }

    private static async Task CopyAsync(string query, string path)
    {
        await using var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        var array = path.EndsWith(".json", StringComparison.Ordinal) ? "(FORMAT json, ARRAY true)" : path.EndsWith(".jsonl", StringComparison.Ordinal) ? "(FORMAT json)" : "(FORMAT parquet)";
        command.CommandText = $"COPY ({query}) TO '{path}' {array}";
        await command.ExecuteNonQueryAsync();
    }
}
