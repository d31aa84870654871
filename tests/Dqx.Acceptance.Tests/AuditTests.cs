using System.Text.Json;
using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

public sealed class AuditTests
{
    private const string Rest = "extensions: [extensions]\nprocessors:\n  recorder:\n    path: record.jsonl\n";

    [Fact]
    public async Task Every_decision_to_load_is_kept_in_the_file_that_the_operator_names()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], Rest).WithExtension("Recorder");
        var environment = new Dictionary<string, string> { ["DQX_AUDIT"] = workspace["audit.jsonl"] };

        var result = await DqxCommand.RunAsync(workspace.Folder, environment, "run", "suite.yaml");
        await DqxCommand.RunAsync(workspace.Folder, environment, "run", "suite.yaml", "--trust", "require");

        result.ShouldEndWith(0).Error.ShouldNotContain("Dqx.Audit");
        var entries = (await File.ReadAllLinesAsync(workspace["audit.jsonl"])).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(entry => entry.GetProperty("extension").GetString() == "Recorder").ToList();
        entries.Select(entry => entry.GetProperty("decision").GetString()).ShouldBe(["loaded", "refused (DQX2303)"]);
        entries[0].GetProperty("path").GetString().ShouldBe(workspace["extensions/Recorder/Recorder.dll"]);
        entries[0].GetProperty("hash").GetString().ShouldNotBeNull().Length.ShouldBe(64);
        entries[0].GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        DateTimeOffset.TryParse(entries[0].GetProperty("time").GetString(), System.Globalization.CultureInfo.InvariantCulture, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_loaded_when_the_decisions_cannot_be_kept()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], Rest).WithExtension("Recorder");

        var result = await DqxCommand.RunAsync(workspace.Folder, new Dictionary<string, string> { ["DQX_AUDIT"] = workspace["absent/audit.jsonl"] }, "run", "suite.yaml");

        result.ShouldEndWith(2).Error.ShouldContain("DQX1042");
        File.Exists(workspace["record.jsonl"]).ShouldBeFalse();
    }
}
