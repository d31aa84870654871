using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

public sealed class ConfigurationTests
{
    private const string Wrong = """
        version: 1
        suite: " "
        datasets:
          orders:
            path: orders.csv
        chekcs: []
        checks:
          - name: orders
            assertions:
              - name: syntax
                expect: sum(amount) > > 1
              - name: metric
                expect: avg(amount) > 1
        processors:
          db_writr:
            database_url: sqlite:results.db
        """;

    private const string Misfit = """
        version: 1
        suite: Misfits
        datasets:
          orders:
            path: orders.csv
          later:
            path: not-there-yet.csv
        checks:
          - name: orders
            uses: [orders]
            assertions:
              - name: missing column
                expect: sum(amuont) > 1
              - name: wrong type
                expect: sum(city) > 1
              - name: bad filter
                expect: num_rows(where="ctiy = 'Rome'") > 0
              - name: sound
                expect: sum(amount) > 1
        processors:
          db_writr:
            database_url: sqlite:results.db
          db_writer: {}
        """;

    [Theory]
    [InlineData("run")]
    [InlineData("validate")]
    public async Task Every_mistake_in_a_suite_is_told_at_its_place_and_nothing_runs(string command)
    {
        using var workspace = new Workspace().With("suite.yaml", Wrong).With("orders.csv", Workspace.Orders);

        var result = await workspace.RunAsync(command, "suite.yaml");

        result.ShouldEndWith(2);
        File.Exists(workspace["results.db"]).ShouldBeFalse();
        await Snapshot.Verify(result.Transcript(), row: command, scrub: [(workspace.Folder, "{Folder}")]);
    }

    [Fact]
    public async Task An_unknown_processor_is_told_at_its_place_and_nothing_runs()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], "processors:\n  db_writr:\n    database_url: sqlite:results.db\n");

        var result = await workspace.RunAsync("run", "suite.yaml");

        result.ShouldEndWith(2).Output.ShouldBeEmpty();
        result.Error.ShouldMatch(@"^suite\.yaml:11:3: error DQX2112: .*'db_writr'; did you mean 'db_writer'\?");
    }

    [Fact]
    public async Task Settings_that_a_processor_refuses_stop_the_run_of_every_suite()
    {
        using var workspace = new Workspace()
            .WithSuite(["num_rows() == 4"], "extensions: [extensions]\nprocessors:\n  recorder:\n    path: record.jsonl\n", "first.yaml")
            .WithSuite(["num_rows() == 4"], "extensions: [extensions]\nprocessors:\n  recorder:\n    path: record.jsonl\n    pathh: x\n", "second.yaml")
            .WithExtension("Recorder");

        var result = await workspace.RunAsync("run", "first.yaml", "second.yaml");

        result.ShouldEndWith(2).Output.ShouldBeEmpty();
        result.Error.ShouldContain("pathh");
        File.Exists(workspace["record.jsonl"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Validation_looks_at_the_columns()
    {
        using var workspace = new Workspace().With("suite.yaml", Misfit).With("orders.csv", Workspace.Orders);

        var result = await workspace.RunAsync("validate", "suite.yaml");

        result.ShouldEndWith(2);
        await Snapshot.Verify(result.Transcript(), scrub: [(workspace.Folder, "{Folder}")]);
    }

    [Fact]
    public async Task Offline_validation_looks_at_no_data()
    {
        using var workspace = new Workspace().WithSuite(["sum(amuont) > 1"]);

        (await workspace.RunAsync("validate", "suite.yaml", "--offline")).ShouldEndWith(0);
        (await workspace.RunAsync("validate", "suite.yaml")).ShouldEndWith(2);
    }

    [Fact]
    public async Task A_variable_that_is_not_set_stops_a_run_and_is_a_warning_in_validation()
    {
        using var workspace = new Workspace().With("orders.csv", Workspace.Orders)
            .With("suite.yaml", "version: 1\nsuite: Orders\ndatasets:\n  orders:\n    path: ${DQX_TEST_UNSET}/orders.csv\nchecks:\n  - name: a\n    assertions: [num_rows() == 4]\n");

        (await workspace.RunAsync("run", "suite.yaml")).ShouldEndWith(2).Error.ShouldMatch("^suite.yaml:5:11: error DQX1110");
        (await workspace.RunAsync("validate", "suite.yaml")).ShouldEndWith(0).Output.ShouldContain("warning DQX1110");
    }
}
