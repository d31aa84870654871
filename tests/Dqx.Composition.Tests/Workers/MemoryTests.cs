using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests.Workers;

/// <summary>A limit that the kernel keeps, on Linux.</summary>
public sealed class MemoryTests
{
    private const long Limit = 256L * 1024 * 1024;

    private const string Hogs = """
        [System.Runtime.InteropServices.DllImport("libc")] static extern nint mmap(nint address, nuint length, int protection, int flags, int file, nint offset);
        static readonly List<byte[]> Kept = [];
        static void Managed() { while (true) { var bytes = new byte[1 << 20]; Array.Fill(bytes, (byte)1); Kept.Add(bytes); } }
        static unsafe void Native() { while (true) { var bytes = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(1 << 20); new Span<byte>(bytes, 1 << 20).Fill(1); } }
        static void Mapped() { while (true) { if (mmap(0, 1 << 20, 3, 0x22, -1, 0) == -1) throw new OutOfMemoryException("mmap"); } }
        """;

    [Theory]
    [InlineData("Managed();")]
    [InlineData("Native();")]
    [InlineData("Mapped();")]
    [InlineData("new Thread(Managed).Start(); Thread.Sleep(Timeout.Infinite);")]
    public async Task A_hog_ends_with_a_report_that_says_so(string hog)
    {
        using var catalog = new WorkerCatalog().Add("hog", process: "Note(Environment.ProcessId.ToString()); " + hog, members: Hogs, memoryLimit: Limit);

        var report = await catalog.RunAsync();

        report.Status.ShouldBe(ProcessorStatus.Failed, report.Error);
        report.Diagnostic.ShouldBe("DQX2205", report.Error);
        report.Error.ShouldNotBeNull().ShouldStartWith("it ran out of memory, as its memory_limit is 256MB: ");
        await WorkerTests.Gone(catalog.ProcessId);
    }

    [Fact]
    public async Task One_that_stays_within_its_limit_works()
    {
        using var catalog = new WorkerCatalog().Add("modest", process: "for (var i = 0; i < 120; i++) { Kept.Add(new byte[1 << 20]); } Note(\"done\");", members: Hogs, memoryLimit: Limit);

        var report = await catalog.RunAsync();

        report.Status.ShouldBe(ProcessorStatus.Succeeded, report.Error);
    }

    [Fact]
    public async Task The_smallest_limit_is_enough_for_a_small_processor()
    {
        using var catalog = new WorkerCatalog().Add("small", process: "Note(RunDocument.ToJson(run));", memoryLimit: 16 * 1024 * 1024);

        var report = await catalog.RunAsync();

        report.Status.ShouldBe(ProcessorStatus.Succeeded, report.Error);
    }

    [Fact]
    public async Task The_limit_is_the_kernels()
    {
        using var catalog = new WorkerCatalog().Add("reader", process: "foreach (var line in File.ReadLines(\"/proc/self/limits\")) { if (line.StartsWith(\"Max data size\") || line.StartsWith(\"Max core\")) Note(line); } Note(File.ReadAllText(\"/proc/self/status\"));", memoryLimit: Limit);

        await catalog.RunAsync();

        catalog.Notes[0].ShouldStartWith("Max data size ");
        catalog.Notes[0].ShouldNotContain("unlimited");
        catalog.Notes[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldContain("0");
    }
}
