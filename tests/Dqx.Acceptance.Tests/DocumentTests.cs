using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

public sealed class DocumentTests
{
    [Fact]
    public async Task The_document_says_everything()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4", "sum(amount) > 1"], "fail_on: P2\nprocessors:\n  db_writer:\n    database_url: sqlite:results.db\n");

        var result = await workspace.RunAsync("run", "suite.yaml", "--output", "json", "--date", "2026-01-02", "--no-history", "--key", "env=test", "--label", "by=me");

        result.ShouldEndWith(0).Error.ShouldBeEmpty();
        RunDocument.Read(result.Output).Key.ToString().ShouldBe("2026-01-02 env=test");
        await Snapshot.Verify(result.Output, "json", scrub: [(workspace.Folder, "{Folder}")]);
    }

    [Fact]
    public async Task A_processor_is_handed_the_same_run_without_processors_and_exit()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4", "sum(nothing) > 1"], "extensions: [extensions]\nprocessors:\n  recorder:\n    path: record.jsonl\n").WithExtension("Recorder");

        var result = await workspace.RunAsync("run", "suite.yaml", "--output", "jsonl");

        var printed = RunDocument.Read(result.ShouldEndWith(3).Output);
        var handed = RunDocument.Read(await File.ReadAllTextAsync(workspace["record.jsonl"]));
        printed.Processors.Select(report => (report.Name, report.Status)).ShouldContain(("recorder", ProcessorStatus.Succeeded));
        RunDocument.ToJson(printed with { Processors = [], Exit = null }).ShouldBe(RunDocument.ToJson(handed));
    }

    [Fact]
    public async Task Lines_are_one_document_each()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], name: "a.yaml").WithSuite(["num_rows() == 5"], name: "b.yaml");

        var result = await workspace.RunAsync("run", "a.yaml", "b.yaml", "--output", "jsonl", "--no-processors");

        var runs = result.ShouldEndWith(1).Output.TrimEnd('\n').Split('\n').Select(line => RunDocument.Read(line)).ToList();
        runs.Select(run => run.Exit?.Code).ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    public async Task What_an_extension_prints_does_not_get_into_the_document(string form)
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], "extensions: [extensions]\n").WithExtension("Noisy");

        var result = await workspace.RunAsync("run", "suite.yaml", "--output", form, "--verbose");

        RunDocument.Read(result.ShouldEndWith(0).Output).Summary.Passed.ShouldBe(1);
        result.Output.ShouldNotContain("noise");
        foreach (var way in new[] { "writer", "stream", "native" })
        {
            result.Error.ShouldContain($"noise: {way} in process");
        }
    }

    [Fact]
    public async Task The_command_line_overrides_the_suite()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"]).With("two.csv", "id\n1\n2\n");

        var result = await workspace.RunAsync(
            "run", "suite.yaml", "--output", "json", "--no-processors", "--no-history", "--data", "orders=two.csv", "--set", "suite=Two", "--set", "checks[0].assertions[0]=num_rows() == 2");

        var run = RunDocument.Read(result.ShouldEndWith(0).Output);
        run.Suite.ShouldBe("Two");
        run.Results[0].Value.ShouldBe(2);
    }

    [Fact]
    public async Task Checks_are_selected_by_name_and_by_tag()
    {
        using var workspace = new Workspace().With("orders.csv", Workspace.Orders).With(
            "suite.yaml",
            """
            version: 1
            suite: Orders
            datasets: { orders: { path: orders.csv } }
            checks:
              - name: one
                assertions: [num_rows() == 4]
              - name: two
                tags: [finance]
                assertions: [num_rows() == 4, sum(amount) > 0]
              - name: three
                assertions:
                  - { name: tagged, tags: [finance], expect: num_rows() > 1 }
                  - { name: other, expect: num_rows() > 2 }
            """);

        (await Names("--only", "one")).ShouldBe(["one/num_rows() == 4"]);
        (await Names("--only", "tag=finance")).ShouldBe(["two/num_rows() == 4", "two/sum(amount) > 0", "three/tagged"]);
        (await Names("--only", "tag=finance", "--only", "ONE")).Count.ShouldBe(4);

        async Task<List<string>> Names(params string[] options)
        {
            var result = await workspace.RunAsync(["run", "suite.yaml", "--no-processors", "--output", "json", .. options]);
            return [.. RunDocument.Read(result.ShouldEndWith(0).Output).Results.Select(one => $"{one.Check}/{one.Assertion}")];
        }
    }
}
