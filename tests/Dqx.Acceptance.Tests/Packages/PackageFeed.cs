using System.Diagnostics;
using System.Globalization;
using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests.Packages;

/// <summary>
/// Everything packed into a folder, with a version of this run alone, and a home for the SDK in which nothing of the machine's is
/// changed: templates, tools and our own packages go there; packages of others are read from the machine's cache.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    public string Folder { get; } = Directory.CreateTempSubdirectory("dqx-packages-").FullName;

    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{Environment.TickCount64}.{Environment.ProcessId}");

    private string Feed => Path.Combine(Folder, "feed");

    private string Home => Path.Combine(Folder, "home");

    public async Task InitializeAsync()
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var config = $"""
            <configuration>
              <packageSources>
                <add key="dqx-test" value="{Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                {(Directory.Exists(cache) ? $"<add key=\"machine\" value=\"{cache}\" />" : "")}
              </fallbackPackageFolders>
            </configuration>
            """;
        Directory.CreateDirectory(Feed);
        await File.WriteAllTextAsync(Path.Combine(Folder, "NuGet.config"), config);
        KeepSources();
        await RunAsync(Folder, $"bash '{Path.Combine(DqxCommand.Root, "build", "pack.sh")}' --no-build --this-platform '{Feed}' {Version}");
        await RunAsync(Folder, $"dotnet tool install --global Dqx.Tool --version {Version}");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    public string[] Packages => [.. Directory.GetFiles(Feed, "*.nupkg").Select(Path.GetFileName).OfType<string>().Select(name => name.Replace($".{Version}.nupkg", "", StringComparison.Ordinal))];

    public string PathOf(string package) => Path.Combine(Feed, $"{package}.{Version}.nupkg");

    /// <summary>A folder below the feed's configuration, for one test.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, "work", name)).FullName;

    /// <summary>Runs a script to its end, and fails with all that it printed unless that is 0.</summary>
    public async Task<string> RunAsync(string folder, string script)
    {
        var (code, output) = await TryAsync(folder, script);
        code.ShouldBe(0, $"{script}\n{output}");
        return output;
    }

    /// <summary>Runs a script. Through a file: build servers that stay would hold a pipe open.</summary>
    public async Task<(int Code, string Output)> TryAsync(string folder, string script)
    {
        var log = Path.Combine(Folder, $"{Guid.NewGuid():N}.log");
        var start = new ProcessStartInfo("bash", ["-c", $"exec >'{log}' 2>&1 </dev/null\nset -euo pipefail\n{script}"]) { WorkingDirectory = folder };
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_HOME"] = Home;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Folder, "packages");
        start.Environment["DQX_CACHE"] = Path.Combine(Folder, "cache");
        start.Environment["PATH"] = Path.Combine(Home, ".dotnet", "tools") + Path.PathSeparator + start.Environment["PATH"];
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{script}\ndid not end.\n{await File.ReadAllTextAsync(log, CancellationToken.None)}");
        }

        return (process.ExitCode, await File.ReadAllTextAsync(log));
    }

    /// <summary>What <c>dotnet test</c> and DQX set for their own children.</summary>
    private static bool IsOfTheTestRun(string name)
        => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("DQX_", StringComparison.Ordinal) || name is "CI" or "DOTNET_HOST_PATH";

    /// <summary>The user's package sources are those of the home that we replace.</summary>
    private void KeepSources()
    {
        var home = Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") is { Length: > 0 } named ? named : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var settings = Path.Combine(home, ".nuget", "NuGet", "NuGet.Config");
        if (File.Exists(settings))
        {
            var kept = Directory.CreateDirectory(Path.Combine(Home, ".nuget", "NuGet")).FullName;
            File.Copy(settings, Path.Combine(kept, "NuGet.Config"));
        }
    }
}

/// <summary>The tests that share a feed; packing takes its time.</summary>
[CollectionDefinition(Name)]
public sealed class PackageTests : ICollectionFixture<PackageFeed>
{
    public const string Name = "packages";
}
