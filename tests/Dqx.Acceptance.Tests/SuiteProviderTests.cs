using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

/// <summary>Suites that drop-in assemblies bring are run by their names.</summary>
public sealed class SuiteProviderTests
{
    [Fact]
    public async Task A_suite_that_is_dropped_into_a_catalog_runs_by_its_name()
    {
        using var workspace = House();
        (await workspace.RunAsync("run", "orders_quality")).ShouldEndWith(2).Error.ShouldContain("DQX1007");

        var run = RunDocument.Read((await workspace.RunAsync("run", "orders_quality", "--extensions", "extensions", "--output", "json")).ShouldEndWith(0).Output);

        (run.Suite, run.Summary.Passed, run.Summary.Skipped).ShouldBe(("Orders of the house", 2, 1));
        run.Processors.Single(report => report.Name == "recorder").Status.ShouldBe(ProcessorStatus.Succeeded);
        // Paths and the history are those of the current directory, not of the extension.
        RunDocument.Read(await File.ReadAllTextAsync(workspace["record.jsonl"])).RunId.ShouldBe(run.RunId);
        File.Exists(workspace[".dqx/history.db"]).ShouldBeTrue();
        (await workspace.RunAsync("history", "list", "orders_quality", "--extensions", "extensions")).ShouldEndWith(0).Output.ShouldContain("sum(amount)");
    }

    [Fact]
    public async Task The_command_line_changes_its_tunables_and_its_data()
    {
        using var workspace = House().With("more.csv", Workspace.Orders + "5,1,Rome\n");

        (await workspace.RunAsync("run", "orders_quality", "--extensions", "extensions", "--no-history", "--set", "tunables.least_rows=5")).ShouldEndWith(1);
        (await workspace.RunAsync("run", "orders_quality", "--extensions", "extensions", "--set", "tunables.least_rows=5", "--data", "orders=more.csv")).ShouldEndWith(0);
        (await workspace.RunAsync("run", "orders_quality", "--extensions", "extensions", "--set", "checks[0].name=x")).ShouldEndWith(2).Error.ShouldContain("DQX1113: --set checks[0].name");
        (await workspace.RunAsync("run", "orders_quality", "--extensions", "extensions", "--no-history", "--set", "tunables.least_rows=5", "--set", "fail_on=P0")).ShouldEndWith(0);
        (await workspace.RunAsync("run", "orders_quality", "--extensions", "extensions", "--set", "processors.recorder.timeout=soon")).ShouldEndWith(2).Error.ShouldContain("--set processors.recorder.timeout: 'timeout' is a duration");
    }

    [Fact]
    public async Task A_file_of_its_name_wins()
    {
        using var workspace = House();
        workspace.WithSuite(["num_rows() == 4"], name: "orders_quality");

        var run = await workspace.RunAsync("run", "orders_quality", "--extensions", "extensions", "--no-processors", "--output", "json");

        RunDocument.Read(run.ShouldEndWith(0).Output).Suite.ShouldBe("Orders");
    }

    [Fact]
    public async Task What_is_wrong_with_it_is_told_and_nothing_runs()
    {
        using var workspace = House();

        (await workspace.RunAsync("run", "order_quality", "--extensions", "extensions")).ShouldEndWith(2).Error.ShouldContain("did you mean 'orders_quality'?");
        (await workspace.RunAsync("run", "orders_quality", "--extensions", "nowhere")).ShouldEndWith(2).Error.ShouldContain("DQX2001");
        (await workspace.RunAsync("run", "orders_quality", "--extensions", "extensions", "--trust", "require")).ShouldEndWith(2).Error.ShouldContain("DQX2303");
        var broken = (await workspace.RunAsync("run", "orders_quality", "broken_quality", "--extensions", "extensions", "--output", "jsonl")).ShouldEndWith(2);
        broken.Error.ShouldContain("broken_quality: error DQX2035: The suite 'broken_quality' cannot be made; in phase process: InvalidOperationException: the house has no door");
        broken.Output.ShouldBeEmpty();
        File.Exists(workspace["record.jsonl"]).ShouldBeFalse();
    }

    [Fact]
    public async Task It_is_validated_explained_listed_and_described()
    {
        using var workspace = House();

        (await workspace.RunAsync("validate", "orders_quality", "--extensions", "extensions")).ShouldEndWith(0).Output.ShouldContain("orders_quality: 1 check with 3 assertions");
        (await workspace.RunAsync("explain", "orders_quality", "--extensions", "extensions")).ShouldEndWith(0).Output.ShouldContain("SUM(\"amount\")");
        (await workspace.RunAsync("extensions", "list", "--extensions", "extensions")).ShouldEndWith(0).Output.ShouldContain("orders_quality (suite)");
        (await workspace.RunAsync("extensions", "describe", "orders_quality", "--extensions", "extensions")).ShouldEndWith(0).Output.ShouldStartWith("orders_quality, a suite of HouseSuite");
        File.Delete(workspace["orders.csv"]);
        File.WriteAllText(workspace["orders.csv"], "id,amuont\n1,2\n");
        var misfit = (await workspace.RunAsync("validate", "orders_quality", "--extensions", "extensions")).ShouldEndWith(2);
        misfit.Output.ShouldContain("DQX1215");
        misfit.Output.ShouldContain("did you mean 'amuont'?");
    }

    private static Workspace House() => new Workspace().With("orders.csv", Workspace.Orders).WithExtension("HouseSuite").WithExtension("Recorder");
}
