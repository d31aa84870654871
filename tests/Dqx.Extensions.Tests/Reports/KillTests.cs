using System.Text.Json;
using Dqx.Extensions.Tests.DatabaseWriter;

namespace Dqx.Extensions.Tests.Reports;

public sealed class KillTests : ReportTest
{
    [Fact]
    public async Task AfterAKillTheReportIsAWholeOne()
    {
        var random = new Random(20261120);
        var interrupted = 0;
        for (var kill = 0; kill < 5 || (interrupted == 0 && kill < 50); kill++)
        {
            using var writer = WriterProcess.Start("""{ "path": "report.html" }""", Folder, results: 2000, runs: 0, processor: "reports");
            (await writer.Written()).ShouldNotBeNull();
            await Task.Delay(random.Next(0, 120));
            await writer.Kill();
            // What is written but has not got its name yet.
            interrupted += Directory.EnumerateFiles(Folder, ".dqx-*.tmp").Count();

            var page = await File.ReadAllTextAsync(In("report.html"));
            page.TrimEnd().ShouldEndWith("</html>");
            using var data = JsonDocument.Parse(page.Split("id=\"data\">")[1].Split("</script>")[0]);
            data.RootElement.GetProperty("run").GetProperty("results").GetArrayLength().ShouldBe(2000);
        }

        interrupted.ShouldBeGreaterThan(0, "no kill came inside a write");
    }
}
