using System.Globalization;
using System.Text.Json;
using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

/// <summary><c>dqx history</c> over a history that a backfill wrote.</summary>
public sealed class HistoryCommandTests
{
    private const string Suite = """
        suite: Sales
        datasets:
          sales: { path: sales.csv, date_column: day }
          other: { path: sales.csv, where: "day <= {date}" }
        checks:
          - name: C
            assertions: ["sum(c, dataset=sales)", "num_rows(dataset=sales)", "num_rows(dataset=other)", "average_over(num_rows(dataset=sales), n=2) >= 0"]
        """;

    [Fact]
    public async Task What_is_stored_is_listed_and_shown_as_a_chart()
    {
        using var workspace = await StoredAsync();

        var list = await workspace.RunAsync("history", "list", "suite.yaml");
        var show = await workspace.RunAsync("history", "show", "sum(c)", "suite.yaml", "--from", "2026-03-01");

        await Snapshot.Verify($"{list.ShouldEndWith(0).Transcript()}\n{show.ShouldEndWith(0).Transcript()}");
    }

    [Theory]
    [InlineData("num_rows()", 2)]
    [InlineData(" num_rows( ) ", 2)]
    [InlineData("num_rows(lag=3)", 2)]
    [InlineData("num_rows(dataset=other)", 1)]
    [InlineData("num_rows() --dataset sales", 2)]
    [InlineData("num_rows() --key env=prod", 1)]
    public async Task A_metric_is_found_however_it_is_written(string line, int series)
    {
        using var workspace = await StoredAsync();
        await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--date", "2026-03-03", "--key", "env=prod", "--only", "C", "--set", "checks[0].assertions[2]=num_rows(dataset=sales) > 0");
        var split = line.Split("--");

        var result = await workspace.RunAsync(["history", "show", split[0], "--output", "json", .. split.Skip(1).SelectMany(option => $"--{option}".Trim().Split(' '))]);

        using var document = JsonDocument.Parse(result.ShouldEndWith(0).Output);
        document.RootElement.EnumerateArray().Count(one => split.Length > 1 || one.GetProperty("tags").GetRawText() == "{}").ShouldBe(series);
        document.RootElement[0].GetProperty("values")[0].EnumerateObject().Select(property => property.Name).ShouldBe(["date", "value", "error", "run_id"]);
    }

    [Theory]
    [InlineData("sum(d)", "holds no values of sum(d); did you mean 'sum(c)'?")]
    [InlineData("day_over_day(num_rows())", "is calculated anew in every run and not stored; stored is num_rows().")]
    [InlineData("num_rows() --dataset nothing", "holds no values of the suite 'Sales' for these options")]
    [InlineData("num_rows() --from 2026-02-02 --to 2026-02-01", "exchange them")]
    [InlineData("num_rows() --from soon", "--from soon: not a date")]
    [InlineData("suite.yaml", "suite.yaml is a file; the metric comes first: dqx history show 'num_rows()' suite.yaml.")]
    public async Task What_is_not_there_is_told_with_what_is(string line, string message)
    {
        using var workspace = await StoredAsync();
        var words = line.Split(' ');

        var result = await workspace.RunAsync(["history", "show", words[0], "suite.yaml", .. words[1..]]);

        result.ShouldEndWith(2).Error.ShouldContain(message);
        result.Error.ShouldContain("'dqx history show --help'");
    }

    [Fact]
    public async Task A_range_without_values_says_so()
    {
        using var workspace = await StoredAsync();

        var result = await workspace.RunAsync("history", "show", "sum(c)", "suite.yaml", "--to", "2020-01-01");

        result.ShouldEndWith(0).Output.ShouldEndWith("No value in this range of dates.\n");
    }

    [Fact]
    public async Task A_long_history_shows_its_newest_dates_and_says_how_to_see_the_rest()
    {
        var days = Enumerable.Range(0, 100).Select(back => new DateOnly(2026, 6, 1).AddDays(-back).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        using var workspace = new Workspace().With("sales.csv", "day,c\n" + string.Join('\n', days.Select(day => day + ",1")))
            .With("suite.yaml", Suite.Replace("n=2", "n=99", StringComparison.Ordinal));
        (await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--date", "2026-06-01")).ShouldEndWith(0);

        var result = await workspace.RunAsync("history", "show", "num_rows()", "suite.yaml", "--dataset", "sales");

        var lines = result.ShouldEndWith(0).Output.Split('\n');
        lines[1].ShouldBe("… 40 earlier dates; --from 2026-02-22 shows all");
        lines.Count(line => line.EndsWith('#')).ShouldBe(60);
    }

    private static async Task<Workspace> StoredAsync()
    {
        var workspace = new Workspace().With("suite.yaml", Suite).With("sales.csv", "day,c\n2026-03-01,10\n2026-03-02,\n2026-03-03,25\n2026-03-03,2.5\n2026-03-06,-4\n");
        await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--from", "2026-03-01", "--to", "2026-03-03", "--quiet");
        await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--date", "2026-03-06", "--quiet");
        return workspace;
    }
}
