using System.IO.Compression;
using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests.Packages;

[Collection(PackageTests.Name)]
public sealed class LibraryTests(PackageFeed feed)
{
    [Fact]
    public void There_is_a_package_of_everything_that_ships()
        => feed.Packages.ShouldBe(
            Directory.GetFiles(Path.Combine(DqxCommand.Root, "src"), "*.csproj", SearchOption.AllDirectories)
                .Where(path => !path.Contains("content", StringComparison.Ordinal))
                .Select(Path.GetFileNameWithoutExtension)
                .Select(name => name == "Dqx.Cli" ? "Dqx.Tool" : name),
            ignoreOrder: true);

    [Fact]
    public void Every_package_says_what_it_is_and_under_which_licence()
    {
        foreach (var package in feed.Packages)
        {
            using var archive = ZipFile.OpenRead(feed.PathOf(package));
            using var nuspec = new StreamReader(archive.GetEntry($"{package}.nuspec").ShouldNotBeNull(package).Open());
            var text = nuspec.ReadToEnd();

            text.ShouldContain("<license type=\"expression\">MIT</license>", customMessage: package);
            text.ShouldContain("<readme>README.md</readme>", customMessage: package);
            text.ShouldNotContain("Package Description", customMessage: package);
            archive.GetEntry("README.md").ShouldNotBeNull(package);
        }
    }

    [Theory]
    [InlineData("Dqx.DuckDb", "lib/net10.0/Dqx.DuckDb.dll")]
    [InlineData("Dqx.Tool", "extensions/Dqx.Extensions.DatabaseWriter/Dqx.Extensions.DatabaseWriter.dll")]
    public void The_native_library_comes_with_what_belongs_to_it(string package, string beside)
    {
        using var archive = ZipFile.OpenRead(feed.PathOf(package));
        var entries = archive.Entries.Select(entry => entry.FullName).ToList();

        entries.ShouldContain(entry => entry.Contains("runtimes/", StringComparison.Ordinal) && entry.Contains("/native/", StringComparison.Ordinal));
        entries.ShouldContain(entry => entry.EndsWith("DUCKDB-LICENSE.txt", StringComparison.Ordinal));
        entries.ShouldContain(entry => entry.EndsWith(beside, StringComparison.Ordinal));
    }

    /// <summary>The code is that of the package's own readme.</summary>
    [Fact]
    public async Task A_program_runs_a_suite_through_the_front_door()
    {
        var folder = feed.NewFolder("program");
        var readme = await File.ReadAllTextAsync(Path.Combine(DqxCommand.Root, "src", "Dqx.Composition", "README.md"));
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), $"""
            using Dqx;
            using Dqx.Checks;
            using Dqx.Composition;
            using Dqx.DuckDb;

            var date = new DateOnly(2026, 11, 20);
            {Page.Blocks(readme, "csharp").Single()}
            Console.WriteLine(run.Status + " " + run.Results[0].Value);
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "orders.csv"), "id,revenue\n1,40\n2,2\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Dqx.Composition" Version="{feed.Version}" />
                <PackageReference Include="Dqx.DuckDb" Version="{feed.Version}" />
                <PackageReference Include="Dqx.Abstractions" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);

        var output = await feed.RunAsync(folder, "mkdir extensions\ndotnet run -c Release");

        output.ShouldContain("Passed 42");
    }

    [Fact]
    public async Task A_build_that_would_copy_the_contract_is_stopped()
    {
        var folder = feed.NewFolder("copied");
        await File.WriteAllTextAsync(Path.Combine(folder, "Copied.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Dqx.Abstractions" Version="{feed.Version}" />
                <Reference Include="Dqx" HintPath="{Path.Combine(Path.GetDirectoryName(DqxCommand.Executable) ?? "", "Dqx.dll")}" />
              </ItemGroup>
            </Project>
            """);

        var (code, output) = await feed.TryAsync(folder, "dotnet build");

        code.ShouldBe(1, output);
        output.ShouldContain("error DQX2401");
        output.ShouldContain("copy of Dqx,");
    }
}
