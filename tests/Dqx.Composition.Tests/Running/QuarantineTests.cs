#pragma warning disable CA2016 // Ignoring the token is what these processors are there for.
using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests.Running;

/// <summary>What failed again and again, or hung, is left alone for a while.</summary>
public sealed class QuarantineTests
{
    [Fact]
    public async Task Three_failures_in_a_row_are_enough_until_the_cool_down_has_passed()
    {
        var fails = true;
        var processor = new ActingProcessor { Process = (_, _, _) => fails ? throw new InvalidOperationException("no") : default };
        var orchestra = new Orchestra().Add("flaky", processor);
        await using var orchestrator = orchestra.Build();
        await orchestrator.InitializeAsync(CancellationToken.None);
        async Task<ProcessorReport> Run() => (await orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None)).Run.Processors[0];

        (await Run()).Status.ShouldBe(ProcessorStatus.Failed);
        (await Run()).Status.ShouldBe(ProcessorStatus.Failed);
        (await Run()).Status.ShouldBe(ProcessorStatus.Failed);
        var left = await Run();
        left.Status.ShouldBe(ProcessorStatus.Quarantined);
        left.Diagnostic.ShouldBe("DQX2125");
        left.Error.ShouldBe("it was not called: it failed 3 times in a row; it is tried again 5m after that");
        processor.Calls.ShouldBe(3);

        orchestra.Clock.Advance(TimeSpan.FromMinutes(5));
        (await Run()).Status.ShouldBe(ProcessorStatus.Failed);
        (await Run()).Status.ShouldBe(ProcessorStatus.Quarantined);

        orchestra.Clock.Advance(TimeSpan.FromMinutes(5));
        fails = false;
        (await Run()).Status.ShouldBe(ProcessorStatus.Succeeded);
        (await Run()).Status.ShouldBe(ProcessorStatus.Succeeded);
    }

    [Fact]
    public async Task A_success_in_between_starts_the_count_again()
    {
        var call = 0;
        var processor = new ActingProcessor { Process = (_, _, _) => ++call % 3 == 0 ? default : throw new InvalidOperationException("no") };
        await using var orchestrator = new Orchestra().Add("flaky", processor).Build();
        await orchestrator.InitializeAsync(CancellationToken.None);
        for (var i = 0; i < 9; i++)
        {
            (await orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None)).Run.Processors[0].Status.ShouldNotBe(ProcessorStatus.Quarantined);
        }
    }

    [Theory]
    [InlineData("async")]
    [InlineData("sleep")]
    public async Task What_was_abandoned_is_not_called_while_it_is_still_inside(string hang)
    {
        using var release = new ManualResetEventSlim();
        var hanging = TimeTests.Hanging(hang, release);
        var orchestra = new Orchestra().Add("hangs", hanging, timeout: TimeSpan.FromMilliseconds(50));
        await using var orchestrator = orchestra.Build();
        await orchestrator.InitializeAsync(CancellationToken.None);
        async Task<ProcessorReport> Run() => (await orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None)).Run.Processors[0];

        (await Run()).Status.ShouldBe(ProcessorStatus.TimedOut);
        orchestra.Clock.Advance(TimeSpan.FromHours(1));
        var still = await Run();
        still.Status.ShouldBe(ProcessorStatus.Quarantined);
        still.Error.ShouldBe("it was not called: it has not come back from an earlier call that exceeded its time limit");
        hanging.Calls.ShouldBe(1);

        release.Set();
        if (hang == "sleep")
        {
            for (var i = 0; i < 500 && orchestrator.Instances[0].Health.IsOccupied; i++)
            {
                await Task.Delay(10);
            }

            (await Run()).Status.ShouldBe(ProcessorStatus.Succeeded);
        }
    }
}
