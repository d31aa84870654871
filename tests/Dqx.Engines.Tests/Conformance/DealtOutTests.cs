using System.Globalization;
using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Engines.Tests.Servers;
using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Engines.Tests.Conformance;

/// <summary>The rows of every table dealt out to all engines, each having a partition of one dataset: the numbers are those of the whole.</summary>
[Collection(EngineTests.Name)]
public sealed class DealtOutTests(Servers.Engines servers)
{
    public static TheoryData<string, int> Rows
    {
        get
        {
            var rows = new TheoryData<string, int>();
            // All of the times is a gap: one engine has no times without a zone.
            foreach (var (index, table) in SomeTables.All.Where(table => table != SomeTables.Times).Index())
            {
                // Every engine gets the first row of some table, also of the small ones.
                rows.Add(table.Name, index % Engine.Names.Length);
            }

            rows.Add(SomeTables.Mixed.Name, 1);
            rows.Add(SomeTables.Mixed.Name, 2);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task PartitionsOnSeveralEnginesHaveTheNumbersOfTheWhole(string tableName, int first)
    {
        var table = SomeTables.All.Single(one => one.Name == tableName);
        var partitions = new List<DatasetPartition>();
        foreach (var (index, engine) in Engine.Names.Index())
        {
            var rows = table.Rows.Where((_, row) => (row + first) % Engine.Names.Length == index);
            partitions.Add(new DatasetPartition(engine, await Engine.Of(engine, servers).DatasetAsync(table with { Name = $"dealt {table.Name}", Rows = [.. rows] })));
        }

        // A gap of one engine is a gap of the whole.
        var cases = Cases.All.Where(one => one.Table == table && Engine.Names.All(engine => Gaps.Reason(engine, table, one.Metric) is null)).DistinctBy(one => one.Metric).ToList();
        var suite = new VerificationSuite
        {
            Name = "Dealt out",
            Checks = [new Check { Name = "Check", Assertions = [.. cases.Select((one, index) => new Assertion { Name = index.ToString(CultureInfo.InvariantCulture), Expectation = Expectation.Parse(one.Metric) })] }],
        };

        var run = await new SuiteRunner().RunAsync(suite, [PartitionedDataset.Of(partitions)], ResultKey.For(new DateOnly(2026, 11, 20)));

        List<string> different = [];
        foreach (var ((_, metric, expected), result) in cases.Zip(run.Results))
        {
            if (!IsSame(IsMergeable(metric) ? expected : "cannot be merged", result))
            {
                different.Add(string.Create(CultureInfo.InvariantCulture, $"{metric}: {result.Value?.ToString(CultureInfo.InvariantCulture) ?? result.Error} instead of {expected}"));
            }
        }

        different.ShouldBeEmpty();
        cases.ShouldNotBeEmpty();
    }

    private static bool IsMergeable(string metric)
        => Expectation.Parse(metric).Metrics().All(one => (one is DerivedMetric derived ? derived.Base : one).WhyNotMergeable is null) && !metric.StartsWith("first(i, order_by=s", StringComparison.Ordinal);

    private static bool IsSame(object expected, AssertionResult result) => expected switch
    {
        double number => result.Value is { } value && Math.Abs(value - number) <= Math.Abs(number) * 1e-12,
        _ => result.Error?.Contains((string)expected, StringComparison.OrdinalIgnoreCase) == true,
    };
}
