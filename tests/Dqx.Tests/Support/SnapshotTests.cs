using Xunit.Sdk;

namespace Dqx.Tests.Support;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Received => Path.Combine(_folder, "a.received.txt");

    private string Verified => Path.Combine(_folder, "a.verified.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task WhatDiffersFromRunToRunIsScrubbed()
    {
        var id = Guid.CreateVersion7();
        return Snapshot.Verify(new
        {
            Ids = new[] { id, Guid.CreateVersion7(), id },
            At = new DateTimeOffset(2026, 11, 20, 8, 30, 0, TimeSpan.Zero),
            Date = new DateOnly(2026, 11, 20),
            DurationMs = Random.Shared.NextDouble(),
            Severity = Severity.P0,
            Status = AssertionStatus.Failed,
            File = Path.Combine(Path.GetTempPath(), "orders.db"),
            Others = "/data/orders.db /elsewhere/data/orders.db /database",
            Named = "random-name/orders.db",
        }, scrub: [("random-name", "{Folder}"), ("/data/", "{Data}")]);
    }

    [Fact]
    public Task TextStaysAsItIs() => Snapshot.Verify("SELECT \"ø\"\r\nFROM orders   \n", "sql");

    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    public Task ARowOfATheoryHasAFileOfItsOwn(string row) => Snapshot.Verify($"the {row} row", row: row);

    [Fact]
    public async Task ADifferenceIsShownAndTheReceivedTextIsKept()
    {
        var lines = Enumerable.Range(1, 100).Select(line => $"line {line}").ToList();
        await File.WriteAllTextAsync(Verified, string.Join('\n', lines));
        lines[49] = "another line";

        var failure = await Should.ThrowAsync<XunitException>(
            () => Snapshot.Compare(string.Join('\n', lines) + "\n", Received, Verified));

        failure.Message.ShouldContain("- line 50\n");
        failure.Message.ShouldContain("+ another line\n");
        failure.Message.ShouldContain("line 53");
        failure.Message.ShouldNotContain("line 54");
        File.Exists(Received).ShouldBeTrue();
    }

    [Fact]
    public async Task AMatchRemovesWhatAnEarlierMismatchLeft()
    {
        await File.WriteAllTextAsync(Verified, "same\r\n");
        await File.WriteAllTextAsync(Received, "old");

        await Snapshot.Compare("same\n", Received, Verified);

        Directory.GetFiles(_folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ASnapshotThatNobodyReviewedFails()
        => (await Should.ThrowAsync<XunitException>(() => Snapshot.Compare("new\n", Received, Verified)))
            .Message.ShouldContain("Review");

    [Theory]
    [InlineData("/_/tests/Dqx.Tests/Support/SnapshotTests.cs")]
    [InlineData("Support/SnapshotTests.cs")]
    public void ATestIsFoundWhateverTheCompilerCallsItsFolder(string sourceFile)
        => Snapshot.Folder(Snapshot.ProjectDirectory, sourceFile).ShouldBe(Path.Combine(Snapshot.ProjectDirectory, "Support"));
}
