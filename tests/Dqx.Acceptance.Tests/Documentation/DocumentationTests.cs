using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests.Documentation;

/// <summary>What the documentation shows is what the program does.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string s_root = typeof(DocumentationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value ?? "";

    private static readonly string[] s_folders = ["src", "extensions", "build"];

    public static TheoryData<string, string> YamlBlocks
    {
        get
        {
            var blocks = new TheoryData<string, string>();
            foreach (var file in Pages())
            {
                // The processor that the readme writes is in no catalog before it is built, which the other test does.
                foreach (var yaml in Blocks(file, "yaml").Where(yaml => !yaml.Contains("greeter:", StringComparison.Ordinal)))
                {
                    blocks.Add(Path.GetRelativePath(s_root, file), yaml);
                }
            }

            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(YamlBlocks))]
    public async Task Every_suite_in_the_documentation_is_valid(string page, string yaml)
    {
        // A page about an extension shows the part that is its own.
        const string rest = "suite: S\ndatasets:\n  data:\n    path: data.csv\nchecks:\n  - name: C\n    assertions: [num_rows() > 0]\n";
        using var workspace = new Workspace().With("suite.yaml", yaml.Contains("suite:", StringComparison.Ordinal) ? yaml : rest + yaml);

        var result = await workspace.RunAsync("validate", "--offline", "suite.yaml");

        result.Code.ShouldBe(0, $"{page}: {result.Transcript()}");
    }

    [Fact]
    public async Task The_shortest_path_to_an_extension_is_as_the_readme_says()
    {
        var readme = Path.Combine(s_root, "README.md");
        using var workspace = new Workspace()
            .With("Greeter/Greeter.csproj", Blocks(readme, "xml").First().Replace("../dqx/", s_root, StringComparison.Ordinal))
            .With("Greeter/Greeter.cs", Blocks(readme, "csharp").First())
            .With("suite.yaml", Blocks(readme, "yaml").First())
            .With("seattle-weather.csv", await File.ReadAllTextAsync(Path.Combine(s_root, "src", "Dqx.Cli", "Demo", "seattle-weather.csv")));
        var build = Blocks(readme, "sh").Select(block => block.Split('\n')).First(lines => lines[0].StartsWith("dotnet build", StringComparison.Ordinal))[0];

        await DotnetAsync(workspace["."], build["dotnet ".Length..]);
        var result = await workspace.RunAsync("run", "suite.yaml", "--extensions", "catalog");

        result.ShouldEndWith(0);
        (await File.ReadAllTextAsync(workspace["greetings.txt"])).ShouldBe("First steps: 1 of 1 passed\n");
        Directory.GetFiles(workspace["catalog/Greeter"], "*.dll").Select(Path.GetFileName).ShouldBe(["Greeter.dll"]);
    }

    private static IEnumerable<string> Pages()
        => s_folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(s_root, folder), "*.md", SearchOption.AllDirectories))
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Append(Path.Combine(s_root, "README.md"));

    private static IEnumerable<string> Blocks(string file, string language)
        => Block().Matches(File.ReadAllText(file)).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value);

    private static async Task DotnetAsync(string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        // The folder is outside of the repository: nothing of the repository's build may leak in.
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output);
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
