using System.Text.Json;
using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

public sealed class SuiteFileTests
{
    [Fact]
    public void AFileIsReadIntoASuiteItsDataAndItsProcessors()
    {
        using var folder = new SuiteFolder("""
            version: 1
            suite: " Orders "
            description: All of it
            meta: { owner: payments, since: 2026-11-20, level: 1.50, on: true, off: no, none: ~, list: [1, a] }
            fail_on: P1
            sources:
              wh: { kind: postgres, url: postgres://localhost/x, user: u, password: " p ", settings: { threads: 4, mode: "ro" } }
              local: { kind: duckdb, path: data/x.duckdb }
            datasets:
              files: { path: data/*.parquet, where: a > 1, options: { delimiter: ";", header: true }, meta: { owner: x } }
              remote: { path: "s3://bucket/orders.parquet" }
              table: { source: wh, table: crm."odd.name" }
              query: { source: local, query: "select 1 as a" }
              other: { source: clickhouse, table: t }
            checks:
              - name: First
                id: c1
                description: d
                meta: { a: [1, { b: c }] }
                tags: [x, y-1]
                uses: [files, table]
                assertions:
                  - name: full
                    id: a1
                    expect: sum(revenue, dataset=files) > 0
                    severity: P0
                    tags: [z]
                    description: e
                    meta: { runbook: "https://x.example" }
                  - num_rows(dataset=table) > 0
            extensions: [../extensions, /opt/dqx]
            processors:
              page: { use: email_alerts, to_emails: [a@example.com], smtp_port: 25, enabled: true, timeout: 5s, on_error: fail, dry: "25", none: ~ }
              monitoring: { enabled: false }
              reports:
            """);

        var file = folder.Load();

        file.Suite.Name.ShouldBe("Orders");
        file.Suite.Description.ShouldBe("All of it");
        JsonSerializer.Serialize(file.Suite.Meta).ShouldBe("""{"owner":"payments","since":"2026-11-20","level":1.50,"on":true,"off":"no","none":null,"list":[1,"a"]}""");
        file.FailOn.ShouldBe(Severity.P1);
        file.Path.ShouldBe(folder.SuitePath);
        file.Folder.ShouldBe(folder.Path);
        file.Warnings.ShouldBeEmpty();

        var check = file.Suite.Checks.ShouldHaveSingleItem();
        (check.Name, check.Id, check.Description, check.Meta.Text("a")).ShouldBe(("First", "c1", "d", """[1,{"b":"c"}]"""));
        check.Tags.ShouldBe(["x", "y-1"]);
        check.Uses.ShouldBe(["files", "table"]);
        var (full, bare) = (check.Assertions[0], check.Assertions[1]);
        (full.Name, full.Id, full.Description, full.Severity, full.Expectation.Text).ShouldBe(("full", "a1", "e", Severity.P0, "sum(revenue, dataset=files) > 0"));
        full.Meta.Text("runbook").ShouldBe("https://x.example");
        (bare.Name, bare.Severity, bare.Expectation.Text).ShouldBe(("num_rows(dataset=table) > 0", Severity.P1, "num_rows(dataset=table) > 0"));

        file.Datasets.Select(dataset => (dataset.Definition.Name, dataset.Source.Name, dataset.Source.Kind)).ShouldBe(
            [("files", "duckdb", "duckdb"), ("remote", "duckdb", "duckdb"), ("table", "wh", "postgres"), ("query", "local", "duckdb"), ("other", "clickhouse", "clickhouse")]);
        file.Datasets[0].Definition.Path.ShouldBe(Path.Combine(folder.Path, "data", "*.parquet"));
        file.Datasets[0].Definition.Where.ShouldBe("a > 1");
        file.Datasets[0].Definition.Options.GetRawText().ShouldBe("""{"delimiter":";","header":true}""");
        file.Datasets[0].Definition.Meta.Text("owner").ShouldBe("x");
        file.Datasets[0].Origin.ShouldBe($"{folder.SuitePath}:10:3");
        file.Datasets[1].Definition.Path.ShouldBe("s3://bucket/orders.parquet");
        file.Datasets[2].Definition.Table.ShouldBe("crm.\"odd.name\"");
        file.Datasets[3].Definition.Query.ShouldBe("select 1 as a");
        file.Datasets[3].Definition.Options.ValueKind.ShouldBe(JsonValueKind.Undefined);

        file.Sources.Select(source => source.Name).ShouldBe(["wh", "local"]);
        (file.Sources[0].Url, file.Sources[0].User, file.Sources[0].Password).ShouldBe(("postgres://localhost/x", "u", " p "));
        file.Sources[0].Settings.ShouldBe(new Dictionary<string, string> { ["mode"] = "ro", ["threads"] = "4" }, ignoreOrder: true);
        file.Sources[1].Path.ShouldBe(Path.Combine(folder.Path, "data", "x.duckdb"));

        file.Extensions.ShouldBe([Path.GetFullPath(Path.Combine(folder.Path, "..", "extensions")), Path.GetFullPath("/opt/dqx")]);

        file.Processors.Select(processor => (processor.Instance, processor.Use, processor.Enabled, processor.Timeout, processor.OnError)).ShouldBe(
        [
            ("page", "email_alerts", true, TimeSpan.FromSeconds(5), OnError.Fail),
            ("monitoring", "monitoring", false, TimeSpan.FromSeconds(60), OnError.Degrade),
            ("reports", "reports", true, TimeSpan.FromSeconds(60), OnError.Degrade),
        ]);
        file.Processors[0].Settings.Root.GetRawText().ShouldBe("""{"to_emails":["a@example.com"],"smtp_port":25,"dry":"25","none":null}""");
        file.Processors[0].Settings.Folder.ShouldBe(folder.Path);
        file.Processors[0].Origin.ShouldBe($"{folder.SuitePath}:33:3");
        file.Processors[1].Settings.Root.GetRawText().ShouldBe("{}");
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-1.5e3", "-1.5e3")]
    [InlineData("007", "\"007\"")]
    [InlineData("+1", "\"\\u002B1\"")]
    [InlineData(".5", "\".5\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("0x1F", "\"0x1F\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("1.", "\"1.\"")]
    [InlineData("-", "[null]")]
    [InlineData("- 1", "[1]")]
    [InlineData("true", "true")]
    [InlineData("TRUE", "true")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("\"1\"", "\"1\"")]
    [InlineData("null", "null")]
    [InlineData("Null", "null")]
    [InlineData("nULL", "\"nULL\"")]
    [InlineData("|\n    a\n", "\"a\\n\"")]
    [InlineData("2026-11-20", "\"2026-11-20\"")]
    [InlineData("12:30", "\"12:30\"")]
    public void AScalarIsWhatItLooksLike(string scalar, string json)
        => Load(Sound + $"meta:\n  a:\n    {scalar}\n").Suite.Meta["a"].GetRawText().ShouldBe(json);

    [Fact]
    public void TheExampleOfTheDocumentationIsRead()
    {
        var path = Path.Combine(Snapshot.ProjectDirectory, "Suites", "orders.yaml");

        var file = SuiteFile.Load(path, NoEnvironment with { Environment = _ => "set" });

        file.Suite.Checks.Select(check => check.Name).ShouldBe(["Revenue integrity", "Every customer is known"]);
        var page = file.Processors.Single(processor => processor.Instance == "page");
        (page.Use, page.When?.ToString(), page.Notify, page.Retries, page.Expire).ShouldBe(("email_alerts", "failed(P0) > 0 or errors > 0", null, 2, TimeSpan.FromDays(7)));
    }
}
