using Dqx.Extensions.Reports.Files;
using Dqx.Extensions.Tests.Servers;

namespace Dqx.Extensions.Tests.Reports;

public sealed class FullDiskTests : ReportTest
{
    [Theory]
    [InlineData("html")]
    [InlineData("jsonl")]
    public async Task AFullDiskLeavesTheOldReportAsItWas(string kind)
    {
        var disk = Directory.CreateDirectory(In("disk")).FullName;
        if (!IsMounted(disk))
        {
            // Where nothing may be mounted, as in most containers, what is tested is the answer to the error and not the disk.
            (await FullDeviceAsync()).DiagnosticId.ShouldBe("DQX6502");
            return;
        }

        try
        {
            await File.WriteAllTextAsync(Path.Combine(disk, "report"), "old\n");

            var failure = await Should.ThrowAsync<DqxException>(() => Write(ReportRuns.Large(2000), new { path = "disk/report", kind, trend_days = 0 }));

            failure.DiagnosticId.ShouldBe("DQX6502");
            failure.Message.ShouldBe($"{In("disk/report")} cannot be written: the disk is full; make room. What was there before is as it was.");
            (await File.ReadAllTextAsync(Path.Combine(disk, "report"))).ShouldBe("old\n");
            Directory.EnumerateFileSystemEntries(disk).ShouldHaveSingleItem();
        }
        finally
        {
            ServerProcess.Run("umount", disk);
        }
    }

    [Fact]
    public async Task WhatAFullDeviceSaysIsCalledAFullDisk() => (await FullDeviceAsync()).DiagnosticId.ShouldBe("DQX6502");

    /// <summary>The device that is always full, which no report is written to.</summary>
    private async Task<DqxException> FullDeviceAsync()
    {
        var full = await Should.ThrowAsync<IOException>(async () =>
        {
            await using var device = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await device.WriteAsync("report"u8.ToArray());
        });
        return WriteFailure.Of(full, new ReportPlace(In("report"), text => text));
    }

    private static bool IsMounted(string folder)
    {
        try
        {
            ServerProcess.Run("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
