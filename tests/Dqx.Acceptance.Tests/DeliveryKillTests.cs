using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

/// <summary>
/// The command is killed, fifty times at each place. Every run reaches every processor, none is noted as sent that was not, and whoever
/// gets a run twice can tell by its key.
/// </summary>
public sealed class DeliveryKillTests
{
    private const int Kills = 50;

    [Fact]
    public Task After_the_journal_was_written_and_before_anybody_was_told() => RepeatAsync((scene, _) => scene.HoldGreeting());

    [Fact]
    public Task Between_two_processors() => RepeatAsync((scene, _) => scene.HoldNews(scene.Gate));

    [Fact]
    public Task Inside_a_processor_that_has_done_its_work_or_is_at_it() => RepeatAsync((scene, kill) => (kill % 4) switch
    {
        0 => scene.HoldReceipt(),
        1 => scene.HoldNews(scene.Hook),
        2 => scene.WhenMailed(),
        _ => scene.WhenPosted(),
    });

    private static async Task RepeatAsync(Func<DeliveryScene, int, Task> arrange)
    {
        await using var scene = await DeliveryScene.StartAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            await scene.KillAsync(arrange(scene, kill));
            scene.CheckNothingIsNotedThatWasNotSent();
        }

        (await scene.FinishAsync()).ShouldBe(Kills);
        await scene.CheckEveryRunReachedEverybodyOnceAsync();
    }
}
