using Dqx.Composition.Inspection;
using Dqx.Composition.Selection;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Selection;

/// <summary>Whether the start may prepare for MEF: not for what is not going to be loaded here.</summary>
public sealed class ForesightTests
{
    private static readonly ProcessorMetadata s_page = new() { Name = "page" };

    private static readonly ProcessorConfiguration s_mentioned = new() { Instance = "night", Use = "Page" };

    [Fact]
    public void What_nobody_mentions_is_loaded_unless_it_needs_settings()
    {
        ProcessorSelector.MayBeLoaded(s_page, [], ProcessorFilter.All).ShouldBeTrue();
        ProcessorSelector.MayBeLoaded(s_page with { RequiredSettings = ["to"] }, [], ProcessorFilter.All).ShouldBeFalse();
    }

    [Fact]
    public void What_is_mentioned_is_loaded_unless_it_is_disabled_or_in_a_worker()
    {
        ProcessorSelector.MayBeLoaded(s_page with { RequiredSettings = ["to"] }, [s_mentioned], ProcessorFilter.All).ShouldBeTrue();
        ProcessorSelector.MayBeLoaded(s_page, [s_mentioned with { Enabled = false }], ProcessorFilter.All).ShouldBeFalse();
        ProcessorSelector.MayBeLoaded(s_page, [s_mentioned with { Isolation = Isolation.Worker }], ProcessorFilter.All).ShouldBeFalse();
        ProcessorSelector.MayBeLoaded(s_page, [s_mentioned with { Enabled = false }, s_mentioned], ProcessorFilter.All).ShouldBeTrue();
    }

    [Fact]
    public void What_the_filter_leaves_out_is_not()
    {
        ProcessorSelector.MayBeLoaded(s_page, [], ProcessorFilter.Of(["other"])).ShouldBeFalse();
        ProcessorSelector.MayBeLoaded(s_page, [s_mentioned], ProcessorFilter.Of(["page"])).ShouldBeFalse();
        ProcessorSelector.MayBeLoaded(s_page, [s_mentioned], ProcessorFilter.Of(["night"])).ShouldBeTrue();
    }
}
