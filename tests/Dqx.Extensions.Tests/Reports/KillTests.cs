using System.Diagnostics;
using System.Text.Json;
using Dqx.Extensions.Tests.DatabaseWriter;

namespace Dqx.Extensions.Tests.Reports;

public sealed class KillTests : ReportTest
{
    [Fact]
    public async Task AfterAKillTheReportIsAWholeOne()
    {
        var interrupted = 0;
        for (var kill = 0; kill < 2 || (interrupted == 0 && kill < 20); kill++)
        {
            using var writer = WriterProcess.Start("""{ "path": "report.html" }""", Folder, results: 10_000, runs: 0, processor: "reports");
            (await writer.Written()).ShouldNotBeNull();
            // What is being written and has not got its name yet; seen, it is killed.
            var begin = Stopwatch.GetTimestamp();
            while (Unfinished().Count == 0 && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromMinutes(1))
            {
                await Task.Yield();
            }

            await writer.Kill();
            interrupted += Unfinished().Count;
            foreach (var file in Unfinished())
            {
                File.Delete(file);
            }

            var page = await File.ReadAllTextAsync(In("report.html"));
            page.TrimEnd().ShouldEndWith("</html>");
            using var data = JsonDocument.Parse(page.Split("id=\"data\">")[1].Split("</script>")[0]);
            data.RootElement.GetProperty("run").GetProperty("results").GetArrayLength().ShouldBe(10_000);
        }

        interrupted.ShouldBeGreaterThan(0, "no kill came inside a write");
    }

    private List<string> Unfinished() => [.. Directory.EnumerateFiles(Folder, ".dqx-*.tmp")];
}
