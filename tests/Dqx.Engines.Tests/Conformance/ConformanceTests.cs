using System.Globalization;
using System.Text;
using Dqx.Checks;
using Dqx.Engines.Tests.Servers;
using Dqx.Explanation;
using Dqx.Expressions;
using Dqx.Planning;

namespace Dqx.Engines.Tests.Conformance;

/// <summary>The same metrics over the same rows give the same numbers on every engine, or there is a reason.</summary>
[Collection(EngineTests.Name)]
public sealed class ConformanceTests(Servers.Engines servers)
{
    private static readonly DateOnly s_date = new(2026, 11, 20);

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var table in SomeTables.All)
            {
                foreach (var engine in Engine.Names)
                {
                    rows.Add(table.Name, engine);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task EveryEngineSaysTheSame(string tableName, string engine)
    {
        var table = SomeTables.All.Single(one => one.Name == tableName);
        var cases = Cases.All.Where(one => one.Table == table).ToList();
        var dataset = await Engine.Of(engine, servers).DatasetAsync(table);

        var run = await new SuiteRunner().RunAsync(Suite(cases.Select(one => one.Metric)), [dataset], ResultKey.For(s_date));

        run.Results.Length.ShouldBe(cases.Count);
        List<string> gaps = [];
        List<string> different = [];
        foreach (var ((_, metric, expected), result) in cases.Zip(run.Results))
        {
            var reason = Gaps.Reason(engine, table, metric);
            if (IsSame(expected, result))
            {
                different.AddRange(reason is null || table == SomeTables.Times ? [] : [$"{metric}: a gap that is none any more"]);
            }
            else if (reason is not null)
            {
                gaps.Add($"{metric}: {reason}");
            }
            else
            {
                different.Add(string.Create(CultureInfo.InvariantCulture, $"{metric}: {result.Value?.ToString(CultureInfo.InvariantCulture) ?? result.Error} instead of {expected}"));
            }
        }

        ConformanceTable.Note(table.Name, engine, cases.Count - gaps.Count - different.Count, gaps, different.Count);
        different.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task TheStatementsAreReviewed(string tableName, string engine)
    {
        var table = SomeTables.All.Single(one => one.Name == tableName);
        var dataset = await Engine.Of(engine, servers).DatasetAsync(table);
        var suite = Suite(Cases.All.Where(one => one.Table == table).Select(one => one.Metric));

        var explained = await SuiteExplainer.ExplainAsync(suite, new PlanningContext { Key = ResultKey.For(s_date), Today = s_date, Datasets = [dataset] }, history: null, CancellationToken.None);

        var text = new StringBuilder();
        foreach (var statement in explained.Scans.ShouldHaveSingleItem().Statements)
        {
            text.Append(statement.Statement.Text).Append('\n').AppendJoin('\n', statement.Parameters.Select(parameter => $"-- {parameter}")).Append("\n\n");
        }

        await Snapshot.Verify(text.ToString(), "sql", row: $"{engine}-{table.Name.Replace(' ', '-')}");
    }

    private static VerificationSuite Suite(IEnumerable<string> metrics) => new()
    {
        Name = "Conformance",
        Checks = [new Check { Name = "Check", Assertions = [.. metrics.Select(metric => new Assertion { Name = metric.Length > 200 ? metric[..200] : metric.Replace("\n", " ", StringComparison.Ordinal), Expectation = Expectation.Parse(metric) })] }],
    };

    /// <summary>Doubles that engines add in another order differ in their last digits.</summary>
    private static bool IsSame(object expected, AssertionResult result) => expected switch
    {
        double number => result.Value is { } value && Math.Abs(value - number) <= Math.Abs(number) * 1e-14,
        _ => result.Error?.Contains((string)expected, StringComparison.OrdinalIgnoreCase) == true,
    };
}
