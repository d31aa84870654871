using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("dqx")]
    [InlineData("run")]
    [InlineData("validate")]
    [InlineData("explain")]
    [InlineData("init")]
    [InlineData("schema")]
    [InlineData("extensions list")]
    [InlineData("extensions describe")]
    [InlineData("deliveries list")]
    [InlineData("deliveries retry")]
    [InlineData("deliveries drop")]
    [InlineData("history list")]
    [InlineData("history show")]
    [InlineData("demo")]
    public async Task Every_command_has_a_page(string command)
    {
        string[] words = command == "dqx" ? [] : command.Split(' ');

        var result = await DqxCommand.RunAsync(Path.GetTempPath(), [.. words, "--help"]);

        result.ShouldEndWith(0).Error.ShouldBeEmpty();
        await Snapshot.Verify(result.Transcript(), row: command.Replace(' ', '-'));
    }

    [Fact]
    public async Task The_version_is_one_line()
        => (await DqxCommand.RunAsync(Path.GetTempPath(), "--version")).ShouldEndWith(0).Output.ShouldMatch("^dqx [0-9]+\\.[0-9]+\\.[0-9]+\n$");
}
