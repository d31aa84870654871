#pragma warning disable CA2016 // Ignoring the token is what these processors are there for.
using Dqx.Composition.Running;
using Dqx.Composition.Tests.Support;
using Moq;

namespace Dqx.Composition.Tests.Running;

/// <summary>Everything is disposed, whatever the others do.</summary>
public sealed class DisposalTests
{
    [Fact]
    public async Task One_failing_disposal_skips_none_and_the_last_is_first()
    {
        var order = new List<string>();
        using var release = new ManualResetEventSlim();
        var orchestra = new Orchestra { Limits = new ProcessorLimits { Disposal = TimeSpan.FromMilliseconds(50) } }
            .Add("first", new ActingProcessor(), owner: Owner(() => order.Add("first")))
            .Add("throws", new ActingProcessor(), owner: Owner(() => throw new InvalidOperationException("no")))
            .Add("hangs", new ActingProcessor(), owner: Owner(() => release.Wait()))
            .Add("last", new ActingProcessor(), owner: Owner(() => order.Add("last")));
        await orchestra.RunAsync();
        release.Set();

        order.ShouldBe(["last", "first"]);
    }

    [Fact]
    public async Task Asynchronous_disposal_is_honoured_before_the_owners()
    {
        var order = new List<string>();
        var processor = new Mock<IResultProcessor>();
        processor.As<IAsyncDisposable>().Setup(p => p.DisposeAsync()).Returns(async () =>
        {
            await Task.Yield();
            order.Add("processor");
            throw new InvalidOperationException("the owner is disposed all the same");
        });
        await new Orchestra().Add("async", processor.Object, owner: Owner(() => order.Add("owner"))).RunAsync();

        order.ShouldBe(["processor", "owner"]);
    }

    [Fact]
    public async Task Disposing_twice_disposes_once_and_ends_the_service()
    {
        var count = 0;
        var orchestrator = new Orchestra().Add("one", new ActingProcessor(), owner: Owner(() => count++)).Build();
        await orchestrator.InitializeAsync(CancellationToken.None);
        await orchestrator.DisposeAsync();
        await orchestrator.DisposeAsync();

        count.ShouldBe(1);
        await Should.ThrowAsync<ObjectDisposedException>(() => orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None));
    }

    [Fact]
    public async Task A_processor_that_has_not_come_back_is_not_touched()
    {
        using var release = new ManualResetEventSlim();
        var count = 0;
        await new Orchestra().Add("hangs", TimeTests.Hanging("sleep", release), timeout: TimeSpan.FromMilliseconds(50), owner: Owner(() => count++)).RunAsync();
        release.Set();

        count.ShouldBe(0);
    }

    private static IDisposable Owner(Action dispose)
    {
        var owner = new Mock<IDisposable>();
        owner.Setup(o => o.Dispose()).Callback(dispose);
        return owner.Object;
    }
}
