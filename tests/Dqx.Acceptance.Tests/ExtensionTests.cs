using Dqx.Acceptance.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dqx.Acceptance.Tests;

public sealed class ExtensionTests
{
    private const string Rest = "extensions: [extensions]\nprocessors:\n  recorder:\n    path: record.jsonl\n";

    [Fact]
    public async Task A_folder_that_is_dropped_into_a_catalog_runs()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], "processors:\n  recorder:\n    path: record.jsonl\n");
        (await workspace.RunAsync("run", "suite.yaml")).ShouldEndWith(2);

        workspace.WithExtension("Recorder", "dropped");

        (await workspace.RunAsync("run", "suite.yaml", "--extensions", "dropped")).ShouldEndWith(0);
        RunDocument.Read(await File.ReadAllTextAsync(workspace["record.jsonl"])).Suite.ShouldBe("Orders");
    }

    [Theory]
    [InlineData("num_rows() == 4", 0)]
    [InlineData("num_rows() == 5", 1)]
    public async Task A_good_extension_runs_beside_bad_ones_and_the_verdict_is_that_of_the_data(string assertion, int code)
    {
        using var workspace = new Workspace().WithSuite([assertion], Rest).WithExtension("Recorder").WithExtension("Faulty")
            .With("extensions/Broken/Broken.dll", "this is no assembly");

        var result = await workspace.RunAsync("run", "suite.yaml", "--output", "json");

        var run = RunDocument.Read(result.ShouldEndWith(code).Output);
        var faulty = run.Processors.Single(report => report.Name == "faulty");
        faulty.Status.ShouldBe(ProcessorStatus.Failed);
        faulty.Error.ShouldNotBeNull().ShouldContain("the constructor has no license");
        faulty.File.ShouldNotBeNull().ShouldEndWith("Faulty.dll");
        run.Processors.Single(report => report.Name == "Broken").Error.ShouldNotBeNull().ShouldContain("not a .NET assembly");
        run.Processors.Single(report => report.Name == "recorder").Status.ShouldBe(ProcessorStatus.Succeeded);
        File.Exists(workspace["record.jsonl"]).ShouldBeTrue();
        result.Error.ShouldContain("faulty");
        result.Error.ShouldContain("Broken");
    }

    [Fact]
    public async Task The_list_says_why_an_extension_is_not_used()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], Rest).WithExtension("Recorder").With("extensions/Broken/Broken.dll", "this is no assembly");

        var result = await workspace.RunAsync("extensions", "list", "suite.yaml");

        result.ShouldEndWith(0);
        await Snapshot.Verify(result.Transcript(), scrub: [(workspace.Folder, "{Folder}"), (Path.GetDirectoryName(DqxCommand.Executable) ?? "", "{Dqx}")]);
    }

    [Fact]
    public async Task An_extension_that_ends_the_process_does_not_end_it_well()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], "extensions: [extensions]\n").WithExtension("Quitter");

        (await workspace.RunAsync("run", "suite.yaml")).ShouldEndWith(70);
    }

    [Fact]
    public async Task Only_the_processors_that_are_named_run()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], Rest + "  again:\n    use: recorder\n    path: again.jsonl\n").WithExtension("Recorder");

        (await workspace.RunAsync("run", "suite.yaml", "--processors", "again")).ShouldEndWith(0);

        File.Exists(workspace["again.jsonl"]).ShouldBeTrue();
        File.Exists(workspace["record.jsonl"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_data_source_that_is_dropped_into_a_catalog_serves_the_suites_that_name_it()
    {
        using var workspace = new Workspace().With("lite.yaml", """
            suite: Lite
            sources:
              shop:
                kind: lite
                path: shop.db
            datasets:
              orders:
                source: shop
                table: orders
              wide:
                source: shop
                path: orders.csv
            checks:
              - name: orders
                uses: [orders]
                assertions:
                  - num_rows() == 3
                  - null_count(amount) == 1
                  - sum(amount) == 12
            """).WithExtension("LiteSource");
        await using (var connection = new SqliteConnection($"Data Source={workspace["shop.db"]};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE orders (id INTEGER, amount INTEGER); INSERT INTO orders VALUES (1, 5), (2, NULL), (3, 7);";
            await command.ExecuteNonQueryAsync();
        }

        // Without the extension the kind is unknown; with it, what fits the source runs, and what does not is told by the source.
        (await workspace.RunAsync("validate", "lite.yaml")).ShouldEndWith(2).Output.ShouldContain("DQX1117");
        var misfit = (await workspace.RunAsync("validate", "lite.yaml", "--extensions", "extensions")).ShouldEndWith(2);
        misfit.Output.ShouldContain("lite.yaml:10:3");
        misfit.Output.ShouldContain("DQX7001");

        var text = await File.ReadAllTextAsync(workspace["lite.yaml"]);
        workspace.With("lite.yaml", text.Replace("  wide:\n    source: shop\n    path: orders.csv\n", "", StringComparison.Ordinal));
        (await workspace.RunAsync("validate", "lite.yaml", "--extensions", "extensions")).ShouldEndWith(0);
        var run = await workspace.RunAsync("run", "lite.yaml", "--extensions", "extensions", "--no-processors", "--output", "json");
        RunDocument.Read(run.ShouldEndWith(0).Output).Results.ShouldAllBe(result => result.Status == AssertionStatus.Passed);
        (await workspace.RunAsync("extensions", "list", "--extensions", "extensions")).ShouldEndWith(0).Output.ShouldContain("lite (data source)");

        workspace.With("lite.yaml", text.Replace("kind: lite", "kind: liet", StringComparison.Ordinal));
        (await workspace.RunAsync("run", "lite.yaml", "--extensions", "extensions")).ShouldEndWith(2).Error.ShouldContain("did you mean 'lite'?");
    }

    [Theory]
    [InlineData("table: orders", "date_column: day", "date_column")]
    [InlineData("query: SELECT * FROM orders WHERE day = {date}", "meta: { owner: shop }", "{date}")]
    [InlineData("table: orders", "skip_dates: [2026-11-20]", "skip_dates")]
    public async Task A_data_source_that_does_not_know_of_days_is_no_silent_sum_over_all_of_them(string data, string key, string named)
    {
        using var workspace = new Workspace().With("lite.yaml", $"suite: Lite\ndatasets:\n  orders:\n    source: lite\n    {data}\n    {key}\nchecks:\n  - name: orders\n    assertions: [num_rows() > 0]\n")
            .WithExtension("LiteSource");

        foreach (var command in new[] { "validate", "run" })
        {
            var refused = (await workspace.RunAsync(command, "lite.yaml", "--extensions", "extensions")).ShouldEndWith(2);
            (refused.Output + refused.Error).ShouldContain($"lite.yaml:3:3: error DQX1124: The dataset 'orders' has {named}, which data sources of the kind 'lite' do not act on");
        }
    }

    [Fact]
    public async Task One_extension_is_described_with_what_to_do_about_it()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], Rest).WithExtension("Recorder").With("extensions/Broken/Broken.dll", "this is no assembly");

        var recorder = (await workspace.RunAsync("extensions", "describe", "recorder", "suite.yaml")).ShouldEndWith(0).Output;
        foreach (var line in new[] { "recorder, a processor of Recorder", "state        ready", "order        100", "needs        path", "contract     Dqx.Abstractions 0.1, this dqx has 0.1", "sha256       " })
        {
            recorder.ShouldContain(line);
        }

        var broken = (await workspace.RunAsync("extensions", "describe", "extensions/Broken")).ShouldEndWith(0).Output;
        broken.ShouldContain("state        rejected");
        broken.ShouldContain("DQX2005      inspect: the file is not a .NET assembly");
        broken.ShouldContain("What to do: Build or copy it again.");
    }

    [Fact]
    public async Task A_diagnostic_is_explained_and_what_there_is_not_has_the_nearest_name()
    {
        using var workspace = new Workspace();

        var told = (await workspace.RunAsync("extensions", "describe", "dqx2104")).ShouldEndWith(0).Output;
        told.ShouldStartWith("DQX2104 (error)\n  An exported type has no constructor that MEF can use.\n  What to do: Give it one public constructor");
        (await workspace.RunAsync("extensions", "describe", "DQX2999")).ShouldEndWith(2).Error.ShouldContain("DQX1041");
        var unknown = (await workspace.RunAsync("extensions", "describe", "db_writre")).ShouldEndWith(2).Error;
        unknown.ShouldContain("DQX1040");
        unknown.ShouldContain("did you mean 'db_writer'?");
    }
}
