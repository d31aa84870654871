using System.Diagnostics;
using Dqx.Acceptance.Tests.Support;
using Dqx.Tests.Suites;

namespace Dqx.Acceptance.Tests;

/// <summary>Malformed suite files by the built command line: exit code 2, a place, no stack trace, no hang.</summary>
public sealed class MalformedTests
{
    private const int Files = 24;

    private static readonly string[] s_good = [.. new[] { "sound.yaml", "language.yaml" }.Select(name => File.ReadAllText(Path.Combine(DqxCommand.Root, "tests", "Dqx.Tests", "Suites", name)))];

    [Fact]
    public async Task Every_malformed_file_ends_with_exit_code_2_and_a_place()
    {
        using var workspace = new Workspace();
        foreach (var seed in Enumerable.Range(1000, Files))
        {
            workspace.With($"suites/{seed}.yaml", MalformedSuite.Of(s_good[seed % s_good.Length], seed));
        }

        var watch = Stopwatch.StartNew();
        foreach (var seed in Enumerable.Range(1000, Files))
        {
            var result = await workspace.RunAsync("run", $"suites/{seed}.yaml");

            result.ShouldEndWith(2).Output.ShouldBeEmpty();
            result.Error.ShouldMatch($"^suites/{seed}\\.yaml:[0-9]+:[0-9]+: error DQX1[0-9]+: ", result.Error);
            result.Error.ShouldEndWith("Nothing was run.\n");
            result.Error.ShouldNotContain("   at ");
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task All_of_a_folder_are_told_in_one_go()
    {
        using var workspace = new Workspace();
        foreach (var seed in Enumerable.Range(2000, Files))
        {
            workspace.With($"suites/{seed}.yaml", MalformedSuite.Of(s_good[seed % s_good.Length], seed));
        }

        var result = await workspace.RunAsync("validate", "suites");

        result.ShouldEndWith(2).Error.ShouldBeEmpty();
        result.Output.ShouldEndWith($"{Files} of {Files} suites are wrong.\n");
        foreach (var seed in Enumerable.Range(2000, Files))
        {
            result.Output.ShouldContain($"suites/{seed}.yaml:");
        }
    }
}
