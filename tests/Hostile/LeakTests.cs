using Dqx.Composition;

namespace Dqx.Hostile.Tests;

/// <summary>Case 38 in a host that lives on: what an extension keeps goes with it, and one that stays is named.</summary>
public sealed class LeakTests
{
    private const int Runs = 3;
    private const long MostGrowth = 10_000_000;

    [Fact]
    public async Task What_a_processor_keeps_of_each_run_goes_when_it_is_replaced()
    {
        using var catalog = new HostileCatalog(new HostileCase(38, "LeaksPerRun"));
        await using var host = HostOf(catalog);
        await host.StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ProcessAsync(host);
        GC.GetTotalMemory(forceFullCollection: true).ShouldBeGreaterThan(before + (Runs * 40_000_000L));

        (await host.ReloadAsync()).ShouldBeEmpty();

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(MostGrowth);
        host.Catalog.Diagnostics.ShouldNotContain(diagnostic => diagnostic.Id == "DQX2131");
    }

    [Fact]
    public async Task A_processor_that_hangs_on_to_the_process_is_named_when_it_stays()
    {
        using var catalog = new HostileCatalog(new HostileCase(38, "SubscribesToTheProcess"));
        await using var host = HostOf(catalog);
        await ProcessAsync(host);

        var stayed = (await host.ReloadAsync()).ShouldHaveSingleItem();

        stayed.Id.ShouldBe("DQX2131");
        stayed.File.ShouldBe(catalog.BadFile);
        Diagnostics.FixOf(stayed.Id).ShouldNotBeEmpty();
    }

    private static DqxHost HostOf(HostileCatalog catalog) => DqxHost.Create(options =>
    {
        options.Catalogs.Add(catalog.Extensions);
        options.OnlyProcessors = ["bad"];
    });

    private static async Task ProcessAsync(DqxHost host)
    {
        for (var i = 0; i < Runs; i++)
        {
            (await host.ProcessAsync(SampleRun())).Run.Processors.ShouldHaveSingleItem().Status.ShouldBe(ProcessorStatus.Succeeded);
        }
    }

    private static SuiteRun SampleRun() => new()
    {
        Suite = "Orders",
        RunId = Guid.NewGuid(),
        Key = ResultKey.For(new DateOnly(2026, 11, 20)),
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
