using System.Text;
using Dqx.Extensions.Reports.Files;

namespace Dqx.Extensions.Tests.Reports;

public sealed class FileTests : ReportTest
{
    private static readonly string s_id = ReportRuns.Sample.RunId.ToString();

    [Theory]
    [InlineData("out/{date}/{suite}-{run_id}.html", "out/2026-11-20/Orders-quality-{id}.html")]
    [InlineData("{date:yyyy/MM}/{{{suite}}}.md", "2026/11/{Orders-quality}.md")]
    public async Task PlaceholdersAreFilledAndFoldersMade(string path, string expected)
    {
        await Write(ReportRuns.Sample, new { path });

        Files().ShouldBe([expected.Replace("{id}", s_id, StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("/abs/olute", "abs-olute")]
    [InlineData("..", "suite")]
    [InlineData("a\0b\n{date}c", "a-b-date-c")]
    [InlineData("CON", "CON-suite")]
    [InlineData("con.txt", "con-txt")]
    [InlineData("Größe 数量 🎯", "Größe-数量")]
    [InlineData("", "suite")]
    public void TheNameOfASuiteIsAPartOfAName(string suite, string expected) => FileName.Of(suite).ShouldBe(expected);

    [Fact]
    public void TheNameOfASuiteIsNotTooLongForAFile() => Encoding.UTF8.GetByteCount(FileName.Of(new string('数', 1000))).ShouldBeLessThan(121);

    [Fact]
    public async Task AReportReplacesTheOneBeforeIt()
    {
        await File.WriteAllTextAsync(In("report.xml"), new string('x', 1_000_000));

        await Write(ReportRuns.Sample, new { path = "report.xml" });

        (await File.ReadAllTextAsync(In("report.xml"))).ShouldEndWith("</testsuites>");
        Files().ShouldBe(["report.xml"]);
    }

    [Fact]
    public async Task ALinkStaysALinkAndRightsStayAsTheyWere()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(In("there"));
        await File.WriteAllTextAsync(In("there/report.md"), "old");
        File.SetUnixFileMode(In("there/report.md"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(In("report.md"), In("there/report.md"));

        await Write(ReportRuns.Sample, new { path = "report.md" });

        new FileInfo(In("report.md")).LinkTarget.ShouldNotBeNull();
        (await File.ReadAllTextAsync(In("there/report.md"))).ShouldStartWith("## ");
        File.GetUnixFileMode(In("there/report.md")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Files().ShouldBe(["report.md", "there/report.md"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("jsonl")]
    public async Task AFolderInTheWayIsNamed(string kind)
    {
        var processor = await Initialised($$"""{ "path": "{date}", "kind": "{{kind}}" }""");
        Directory.CreateDirectory(In("2026-11-20"));

        var failure = await Should.ThrowAsync<DqxException>(async () => await processor.ProcessAsync(ReportRuns.Sample, new ProcessorContext { Instance = "r", IdempotencyKey = "r" }, CancellationToken.None));

        failure.DiagnosticId.ShouldBe("DQX6501");
        failure.Message.ShouldBe($"{In("2026-11-20")} is a folder; name a file in it.");
        Files().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("html")]
    [InlineData("jsonl")]
    public async Task AFileWhereAFolderShouldBeIsNamed(string kind)
    {
        await File.WriteAllTextAsync(In("out"), "a file");

        var failure = await Should.ThrowAsync<DqxException>(() => Write(ReportRuns.Sample, new { path = "out/report", kind }));

        failure.DiagnosticId.ShouldBe("DQX6501");
        failure.Message.ShouldBe($"{In("out/report")} cannot be written: {In("out")} is a file, not a folder; give another path.");
        (await File.ReadAllTextAsync(In("out"))).ShouldBe("a file");
    }

    [Theory]
    [InlineData("html")]
    [InlineData("jsonl")]
    public async Task AnEndedTimeLimitLeavesTheOldReport(string kind)
    {
        await File.WriteAllTextAsync(In("report"), "old\n");
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Write(ReportRuns.Sample, new { path = "report", kind, trend_days = 0 }, cancellationToken: over.Token));

        (await File.ReadAllTextAsync(In("report"))).ShouldBe("old\n");
        Files().ShouldBe(["report"]);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("jsonl")]
    public async Task ALinkToADeviceIsNotFollowed(string kind)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.CreateSymbolicLink(In("report"), "/dev/null");

        (await Should.ThrowAsync<DqxException>(() => Write(ReportRuns.Sample, new { path = "report", kind }))).Message.ShouldContain("leads to a device");
    }

    [Fact]
    public void WithoutRightsTheFileIsNamed()
        => WriteFailure.Of(new UnauthorizedAccessException("no"), new ReportPlace(In("hunter2"), text => text.Replace("hunter2", "***", StringComparison.Ordinal))).Message
            .ShouldBe($"{In("***")} cannot be written: permission denied; make the file and its folder writable, or give another path.");

    [Fact]
    public async Task LinesOfSeveralRunsGrowInOneFile()
    {
        await Write(ReportRuns.Sample, new { path = "log.jsonl" });
        await Write(ReportRuns.Sample with { RunId = Guid.CreateVersion7(), Suite = "Other" }, new { path = "log.jsonl" });

        (await File.ReadAllLinesAsync(In("log.jsonl"))).Length.ShouldBe(16);
    }

    [Fact]
    public async Task MarkdownGrowsWhereItIsAskedTo()
    {
        await File.WriteAllTextAsync(In("summary"), "# of others, without an end");

        await Write(ReportRuns.Sample, new { path = "summary", kind = "markdown", append = true });
        await Write(ReportRuns.Sample, new { path = "summary", kind = "markdown", append = true }, attempt: 2);

        var text = await File.ReadAllTextAsync(In("summary"));
        text.ShouldStartWith("# of others, without an end\n## ");
        text.Split("## ❗").Length.ShouldBe(2);
    }

    [Fact]
    public async Task ASecondAttemptFinishesWhatTheFirstBeganAtWhateverByteItDied()
    {
        await Write(ReportRuns.Sample, new { path = "whole.jsonl" });
        var whole = await File.ReadAllBytesAsync(In("whole.jsonl"));
        var before = "{\"of\":\"others\"}\n"u8.ToArray();

        for (var died = 0; died <= whole.Length; died += died < 40 ? 1 : 97)
        {
            await File.WriteAllBytesAsync(In("log.jsonl"), [.. before, .. whole[..died]]);
            await Write(ReportRuns.Sample, new { path = "log.jsonl" }, attempt: 2);
            (await File.ReadAllBytesAsync(In("log.jsonl"))).ShouldBe([.. before, .. whole], $"died after {died} bytes");
        }

        await Write(ReportRuns.Sample, new { path = "log.jsonl" }, attempt: 3);
        (await File.ReadAllBytesAsync(In("log.jsonl"))).ShouldBe([.. before, .. whole]);
    }

    [Fact]
    public async Task AnotherWriterIsWaitedFor()
    {
        var held = new FileStream(In("log.jsonl"), FileMode.Create, FileAccess.Write, FileShare.None);
        var writing = Write(ReportRuns.Sample, new { path = "log.jsonl" });
        writing.IsCompleted.ShouldBeFalse();

        await held.DisposeAsync();
        await writing;

        (await File.ReadAllLinesAsync(In("log.jsonl"))).Length.ShouldBe(8);
    }

    [Fact]
    public async Task ManyWritersAtATimeMixNoLines()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Write(ReportRuns.Sample with { RunId = Guid.CreateVersion7() }, new { path = "log.jsonl" }))));

        var lines = await File.ReadAllLinesAsync(In("log.jsonl"));
        lines.Length.ShouldBe(64);
        lines.Chunk(8).ShouldAllBe(chunk => chunk.Select(line => line.Substring(0, 80)).Distinct().Count() == 1);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))];
}
