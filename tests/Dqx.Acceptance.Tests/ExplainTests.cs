using Dqx.Acceptance.Tests.Support;
using Dqx.DuckDb;

namespace Dqx.Acceptance.Tests;

public sealed class ExplainTests
{
    private const string Suite = """
        suite: Explained
        datasets:
          orders: { path: orders.csv, where: id > 0 }
          later: { path: not-there-yet.csv }
        tunables: { least: 1 }
        checks:
          - name: orders
            uses: [orders]
            only_if: num_rows() > 0
            assertions:
              - name: mean
                expect: sum(amount) / num_rows() between least and 20
              - name: cities
                expect: count_values(city, "Rome", "it's $1") == 2
              - day_over_day(sum(amount)) < 0.5
              - sum(amuont) > 1
              - custom_sql("max(id)", where="id < 3") == 2
          - name: later
            uses: [later]
            assertions: [num_rows() > 0]
        profiles:
          - name: For good
            rules: [{ check: orders, assertion: sum(amuont) > 1, disable: true }]
        """;

    [Fact]
    public async Task The_plan_shows_scans_metrics_and_statements()
    {
        using var workspace = new Workspace().With("suite.yaml", Suite).With("orders.csv", Workspace.Orders);

        var result = await workspace.RunAsync("explain", "suite.yaml");

        result.ShouldEndWith(3);
        await Snapshot.Verify(result.Transcript(), scrub: Scrub(workspace));
    }

    [Theory]
    [InlineData("orders/mean", 37.75)]
    [InlineData("orders/cities", 2.0)]
    public async Task The_statement_of_an_assertion_gives_by_hand_what_the_run_gives(string assertion, double expected)
    {
        using var workspace = new Workspace().With("suite.yaml", Suite).With("orders.csv", Workspace.Orders);

        var script = (await workspace.RunAsync("explain", "suite.yaml", "--assertion", assertion)).ShouldEndWith(0).Output;
        var run = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--no-history", "--output", "json", "--no-processors")).Output);

        (await QueryAsync(script)).ShouldContain(expected);
        run.Symbols.Select(symbol => symbol.Value).ShouldContain(expected);
        await Snapshot.Verify(script, row: assertion.Split('/')[1], scrub: Scrub(workspace));
    }

    [Fact]
    public async Task No_row_is_read()
    {
        // The cast of the second row would fail.
        using var workspace = new Workspace()
            .With("data.csv", "a\n1\nx\n")
            .With("suite.yaml", "suite: S\ndatasets:\n  data: { query: \"SELECT error('a row was read') AS a FROM read_csv('data.csv')\" }\nchecks:\n  - name: C\n    assertions: [null_count(a) == 0]\n");

        (await workspace.RunAsync("explain", "suite.yaml")).ShouldEndWith(0).Output.ShouldContain("COUNT(*)");
        (await workspace.RunAsync("run", "suite.yaml", "--no-history", "--no-processors")).ShouldEndWith(3).Output.ShouldContain("a row was read");
    }

    [Fact]
    public async Task An_assertion_that_does_not_exist_is_told_with_the_nearest()
    {
        using var workspace = new Workspace().With("suite.yaml", Suite).With("orders.csv", Workspace.Orders);

        (await workspace.RunAsync("explain", "suite.yaml", "--assertion", "orders/citties")).ShouldEndWith(2).Error.ShouldContain("DQX1021: --assertion orders/citties: there is no such assertion; write CHECK/NAME; did you mean 'orders/cities'?");
    }

    private static (string, string)[] Scrub(Workspace workspace)
    {
        var today = DateTimeOffset.UtcNow;
        return [(workspace.Folder, "{Folder}"), ($"{today:yyyy-MM-dd}", "{Today}"), ($"{today.AddDays(-1):yyyy-MM-dd}", "{Yesterday}")];
    }

    private static async Task<double[]> QueryAsync(string script)
    {
        await using var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();

        // The definition of the view, then the statement.
        var view = script.IndexOf(";\n", StringComparison.Ordinal) + 1;
        command.CommandText = script[..view];
        await command.ExecuteNonQueryAsync();
        command.CommandText = script[view..];
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(index => Convert.ToDouble(reader.GetValue(index), System.Globalization.CultureInfo.InvariantCulture))];
    }
}
