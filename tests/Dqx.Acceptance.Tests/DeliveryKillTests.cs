using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

/// <summary>
/// The command is killed, fifty times at each place. Every run reaches every processor, none is noted as sent that was not, and whoever
/// gets a run twice can tell by its key.
/// </summary>
public abstract class DeliveryKillTests
{
    private const int Kills = 50;

    private protected static async Task RepeatAsync(string[] instances, Func<DeliveryScene, int, Task> arrange)
    {
        await using var scene = await DeliveryScene.StartAsync(instances);
        for (var kill = 0; kill < Kills; kill++)
        {
            await scene.KillAsync(arrange(scene, kill));
            scene.CheckNothingIsNotedThatWasNotSent();
        }

        (await scene.FinishAsync()).ShouldBe(Kills);
        await scene.CheckEveryRunReachedEverybodyOnceAsync();
    }
}

/// <summary>After the journal was written; before anybody was told.</summary>
public sealed class DeliveryKilledAtTheStartTests : DeliveryKillTests
{
    [Fact]
    public Task Nothing_is_lost() => RepeatAsync(["mail", "hook"], (scene, _) => scene.HoldGreeting());
}

/// <summary>When one processor has its run and the next has not.</summary>
public sealed class DeliveryKilledInBetweenTests : DeliveryKillTests
{
    [Fact]
    public Task Nothing_is_lost() => RepeatAsync(["store", "gate", "hook"], (scene, _) => scene.HoldNews(scene.Gate));
}

/// <summary>Inside a processor that is at its work, or has done it and not said so.</summary>
public sealed class DeliveryKilledInsideTests : DeliveryKillTests
{
    [Fact]
    public Task Nothing_is_lost() => RepeatAsync(["mail", "store", "hook", "gauges"], (scene, kill) => (kill % 4) switch
    {
        0 => scene.HoldReceipt(),
        1 => scene.HoldNews(scene.Hook),
        2 => scene.WhenMailed(),
        _ => scene.WhenPosted(),
    });
}
