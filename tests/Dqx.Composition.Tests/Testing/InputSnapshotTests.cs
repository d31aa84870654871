using Dqx.Composition.Tests.Support;
using Dqx.Testing;

namespace Dqx.Composition.Tests.Testing;

public sealed class InputSnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dqx-snapshots-").FullName;

    private string Received => Path.Combine(_folder, "InputSnapshotTests.Case.received.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_a_processor_is_handed_stands_beside_the_test()
        => InputSnapshot.Verify(await Handed(SampleRuns.Failing));

    [Fact]
    public async Task Another_id_and_another_time_are_the_same_input()
    {
        Verify(await Handed(SampleRuns.Failing), accept: true);

        Verify(await Handed(SampleRuns.Failing with { RunId = Guid.NewGuid(), StartedAt = DateTimeOffset.UnixEpoch, Duration = TimeSpan.FromDays(1) }));

        File.Exists(Received).ShouldBeFalse();
    }

    [Fact]
    public async Task A_difference_is_shown_and_kept()
    {
        Verify(await Handed(SampleRuns.Failing), accept: true);

        var other = await Handed(SampleRuns.Failing with { Suite = "Returns" });
        var message = Should.Throw<SnapshotException>(() => Verify(other)).Message;

        message.ShouldContain("- ");
        message.ShouldContain("+ ");
        message.ShouldContain("Returns");
        File.Exists(Received).ShouldBeTrue();
    }

    [Fact]
    public async Task The_first_time_there_is_nothing_to_compare_with()
    {
        var handed = await Handed(SampleRuns.Empty);

        Should.Throw<SnapshotException>(() => Verify(handed)).Message.ShouldContain("Review");
    }

    [Fact]
    public async Task A_processor_that_was_not_called_has_no_input()
    {
        var handed = await Handed(SampleRuns.Empty) with { Run = null };

        Should.Throw<SnapshotException>(() => Verify(handed)).Message.ShouldContain("not called");
    }

    private void Verify(HandedRun handed, bool accept = false)
        => InputSnapshot.Verify(handed, () => Path.Combine(_folder, "InputSnapshotTests.Case"), accept);

    private static async Task<HandedRun> Handed(SuiteRun run)
    {
        await using var host = CollectingHost.For(new ActingProcessor());
        return await host.HandAsync(run);
    }
}
