using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_runs_and_says_what_it_ran()
    {
        using var workspace = new Workspace();

        var result = await workspace.RunAsync("demo", "sample");

        result.ShouldEndWith(0).Output.ShouldStartWith("$ dqx run sample/weather.yaml --date 2015-12-31\n");
        result.Output.ShouldContain("17 total, 16 passed (94.1%), 1 failed (5.9%)");
        File.Exists(workspace["sample/results.db"]).ShouldBeTrue();
        (await workspace.RunAsync("validate", "sample/weather.yaml")).ShouldEndWith(0);
        (await workspace.RunAsync("run", "sample/weather.yaml", "--date", "2015-12-31")).ShouldEndWith(1);
        (await workspace.RunAsync("history", "show", "average(temp_max)", "sample/weather.yaml")).ShouldEndWith(0).Output.ShouldContain("\n2015-12-17  6.7  ##");
        (await workspace.RunAsync("demo", "sample")).ShouldEndWith(0);
    }

    [Fact]
    public async Task A_file_of_the_users_is_not_overwritten()
    {
        using var workspace = new Workspace().With("sample/weather.yaml", "mine");

        var result = await workspace.RunAsync("demo", "sample");

        result.ShouldEndWith(2).Error.ShouldContain("DQX1011");
        (await File.ReadAllTextAsync(workspace["sample/weather.yaml"])).ShouldBe("mine");
        File.Exists(workspace["sample/seattle-weather.csv"]).ShouldBeFalse();
    }
}
