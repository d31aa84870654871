using System.Text.Json;
using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests.Packages;

/// <summary>What a release packs. The feed of the other tests holds this platform's library alone: all of them are half a gigabyte.</summary>
[Collection(PackageTests.Name)]
public sealed class PlatformTests(PackageFeed feed)
{
    [Fact]
    public async Task The_package_of_DuckDB_has_the_library_of_every_platform_that_the_lock_file_pins()
    {
        using var pinned = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(DqxCommand.Root, "build", "native", "package-lock.json")));
        var platforms = pinned.RootElement.GetProperty("packages").GetProperty("node_modules/@duckdb/node-bindings").GetProperty("optionalDependencies")
            .EnumerateObject().Select(package => PlatformOf(package.Name["@duckdb/node-bindings-".Length..])).ToList();

        var items = await feed.RunAsync(feed.NewFolder("platforms"), $"dotnet msbuild '{Path.Combine(DqxCommand.Root, "src", "Dqx.DuckDb", "Dqx.DuckDb.csproj")}' -p:DuckDbPlatforms=all -getItem:None");

        using var evaluated = JsonDocument.Parse(items);
        var packed = evaluated.RootElement.GetProperty("Items").GetProperty("None").EnumerateArray()
            .Where(item => item.TryGetProperty("PackagePath", out var path) && path.GetString()?.StartsWith("runtimes/", StringComparison.Ordinal) == true)
            .Select(item => (item.GetProperty("PackagePath").GetString() ?? "").Split('/')[1]);
        packed.ShouldBe(platforms, ignoreOrder: true);
    }

    /// <summary>.NET's name of a platform: <c>linux-arm64-musl</c> is <c>linux-musl-arm64</c>.</summary>
    private static string PlatformOf(string package) => package.Split('-') switch
    {
        ["darwin", var cpu] => $"osx-{cpu}",
        ["win32", var cpu] => $"win-{cpu}",
        [var os, var cpu, var libc] => $"{os}-{libc}-{cpu}",
        var parts => string.Join('-', parts),
    };
}
