using System.Collections;
using Dqx.Composition.Tests.Support;
using Dqx.Composition.Workers;

namespace Dqx.Composition.Tests.Workers;

/// <summary>What a worker can see of its host.</summary>
public sealed class EnvironmentTests
{
    private const string Secret = "s3cret-word-of-the-settings";

    [Fact]
    public async Task Neither_settings_nor_the_hosts_variables_can_be_read_off_the_process()
    {
        Environment.SetEnvironmentVariable("DQX_TEST_TOKEN", "t0ken-of-the-host");
        try
        {
            using var catalog = new WorkerCatalog().Add(
                "discreet",
                process: "foreach (var file in new[] { \"cmdline\", \"environ\" }) Note(File.ReadAllText(\"/proc/self/\" + file).Replace('\\0', ' ')); Note(Environment.GetEnvironmentVariable(\"DQX_TEST_TOKEN\") ?? \"no token\");",
                initialize: "Note(settings.Root.GetProperty(\"password\").GetString());",
                settings: $$"""{ "password": "{{Secret}}" }""",
                secrets: [Secret]);

            (await catalog.RunAsync()).Error.ShouldBeNull();

            var notes = catalog.Notes;
            notes[0].ShouldBe(Secret);
            notes[1].ShouldEndWith("Dqx.Cli.dll worker ");
            string.Concat(notes[1..3]).ShouldNotContain(Secret);
            string.Concat(notes[1..3]).ShouldNotContain("t0ken");
            notes[3].ShouldBe("no token");
        }
        finally
        {
            Environment.SetEnvironmentVariable("DQX_TEST_TOKEN", null);
        }
    }

    [Fact]
    public void What_is_on_the_list_goes_over_and_nothing_else()
    {
        var environment = new Hashtable
        {
            ["PATH"] = "/bin", ["HOME"] = "/h", ["TMPDIR"] = "/t", ["TZ"] = "UTC", ["LANG"] = "C", ["LC_ALL"] = "C", ["https_proxy"] = "p", ["NO_PROXY"] = "n",
            ["SSL_CERT_FILE"] = "c", ["SSL_CERT_DIR"] = "d", ["LD_LIBRARY_PATH"] = "l", ["DOTNET_ROOT"] = "/dotnet",
            ["LD_PRELOAD"] = "no", ["DOTNET_STARTUP_HOOKS"] = "no", ["DOTNET_gcServer"] = "no", ["AWS_SECRET_ACCESS_KEY"] = "no", ["PATHS"] = "no", ["lang"] = "no",
        };

        var given = WorkerEnvironment.Of(environment, memoryLimit: 256 * 1024 * 1024);

        given.Keys.Order(StringComparer.Ordinal).ShouldBe(
        [
            "DOTNET_EnableDiagnostics", "DOTNET_GCHeapHardLimit", "DOTNET_ROOT", "DOTNET_TieredPGO", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "NO_PROXY", "PATH",
            "SSL_CERT_DIR", "SSL_CERT_FILE", "TMPDIR", "TZ", "https_proxy",
        ]);
        given["DOTNET_ROOT"].ShouldBe("/dotnet");
        given["DOTNET_GCHeapHardLimit"].ShouldBe("10000000");
    }

    [Fact]
    public async Task A_process_that_it_starts_does_not_get_the_connection()
    {
        // Whoever runs these tests may have left pipes open in this process, which every process below it then has.
        var inherited = Pipes();
        using var catalog = new WorkerCatalog().Add(
            "forking",
            process: """
                var start = new System.Diagnostics.ProcessStartInfo("sh") { UseShellExecute = false };
                start.ArgumentList.Add("-c");
                start.ArgumentList.Add("for f in /proc/$$/fd/*; do readlink $f; done > '" + Notes + "'");
                using var child = System.Diagnostics.Process.Start(start);
                child.WaitForExit();
                foreach (var line in File.ReadLines(Notes)) { if (line.StartsWith("pipe:")) Note(line); }
                """,
            members: "string Notes = Path.GetTempFileName();");

        (await catalog.RunAsync()).Error.ShouldBeNull();

        // The log's, which standard output and error are; not those on which the host asks and is answered.
        catalog.Notes.Distinct().Except(inherited).Count().ShouldBe(1);
    }

    private static string[] Pipes() =>
    [
        .. from descriptor in Directory.GetFiles("/proc/self/fd")
           let target = new FileInfo(descriptor).LinkTarget
           where target?.StartsWith("pipe:", StringComparison.Ordinal) == true
           select target,
    ];
}
