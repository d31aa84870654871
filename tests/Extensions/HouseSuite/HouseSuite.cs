using System.Composition;
using Dqx;
using Dqx.Suites;

namespace Dqx.TestExtensions;

/// <summary>What a team expects of its orders, versioned with its code.</summary>
[Export(typeof(ISuiteProvider))]
[SuiteMetadata("orders_quality", Description = "What the house expects of its orders.")]
public sealed class OrdersQuality : ISuiteProvider
{
    public SuiteDefinition Create() => new SuiteDefinition
    {
        Suite = VerificationSuite.Create("Orders of the house", checks =>
        {
            var least = checks.Tunable("least_rows", 4, minimum: 0);
            checks.Add("Complete", (mp, ctx) =>
            {
                ctx.AssertThat(mp.NumRows()).Where("enough rows").IsAtLeast(least);
                ctx.AssertThat(mp.Sum("amount")).Where("money came in", Severity.P0).IsPositive();
                ctx.AssertThat(mp.NumRows() - mp.NumRows(lag: 1)).Where("as many as the day before").IsZero();
            });
        }),
        Datasets = [],
        Processors = [new ProcessorConfiguration { Instance = "recorder", Use = "recorder", Settings = ProcessorSettings.FromJson("""{ "path": "record.jsonl" }""") }],
    }.WithFiles("orders", "orders.csv");
}

[Export(typeof(ISuiteProvider))]
[SuiteMetadata("broken_quality")]
public sealed class BrokenQuality : ISuiteProvider
{
    public SuiteDefinition Create() => throw new InvalidOperationException("the house has no door");
}
