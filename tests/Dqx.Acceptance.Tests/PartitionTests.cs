using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

public sealed class PartitionTests
{
    private const string Suite = """
        suite: Parts
        datasets:
          orders: { path: orders-*.csv, partitions: files }
        checks:
          - name: orders
            assertions: [sum(id) > 0]
        """;

    [Fact]
    public async Task A_new_partition_is_planned_and_scanned_alone()
    {
        using var workspace = new Workspace().With("suite.yaml", Suite);
        Part(workspace, "a");
        Part(workspace, "b");
        (await workspace.RunAsync("run", "suite.yaml", "--no-processors")).ShouldEndWith(0);
        Part(workspace, "c");

        var plan = (await workspace.RunAsync("explain", "suite.yaml")).ShouldEndWith(0).Output;
        var script = (await workspace.RunAsync("explain", "suite.yaml", "--assertion", "orders/sum(id) > 0")).ShouldEndWith(0).Output;
        var run = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--output", "json", "--no-processors")).ShouldEndWith(0).Output);

        plan.ShouldContain("orders  3 partitions: 1 to scan, 2 not changed since they were stored");
        plan.ShouldContain("to scan: orders-c.csv");
        plan.ShouldContain("stored: orders-a.csv, orders-b.csv");
        plan.ShouldContain("orders, partition 'orders-c.csv'  duckdb, 1 statement");
        script.ShouldContain("-- orders: merged of 3 partitions, 2 of them as an earlier run stored them; --no-history explains all");
        run.Results.ShouldHaveSingleItem().Value.ShouldBe(30);
        run.Diagnostics.ShouldContain(finding => finding.Id == "DQX3103" && finding.Message == "orders: 1 of 3 partitions scanned, 2 not changed since they were stored.");
    }

    /// <summary>Written long ago, so that its time is its version.</summary>
    private static void Part(Workspace workspace, string name)
    {
        workspace.With($"orders-{name}.csv", Workspace.Orders);
        File.SetLastWriteTimeUtc(workspace[$"orders-{name}.csv"], DateTime.UnixEpoch);
    }
}
