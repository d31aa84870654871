using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Selection;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Selection;

/// <summary>The order of processors. A row is written <c>name@order&lt;before&gt;after</c>.</summary>
public sealed class OrderTests
{
    [Theory]
    [InlineData("b@1 a@2", "b a", "")]
    [InlineData("b@1 a@1 c@1", "a b c", "")]
    [InlineData("a@2147483647 b@-2147483648 c@0", "b c a", "")]
    [InlineData("a@1>b b@2", "b a", "")]
    [InlineData("a@3<b b@1 c@2", "c a b", "")]
    [InlineData("a@1>unknown b@2<nobody", "a b", "")]
    [InlineData("a@1>c b@2>a c@3", "c a b", "")]
    [InlineData("d@1 a@1>b b@1>a c@1>a", "c d", "a: b → a → b|b: a → b → a")]
    [InlineData("a@1>a b@2", "b", "a: a → a")]
    [InlineData("a@1>b b@1>c c@1>a d@9", "d", "a|b|c")]
    public void Smallest_order_first_among_those_whose_constraints_are_met(string processors, string expected, string loops)
    {
        var selected = processors.Split(' ').Select(Parse).ToArray();
        var arranged = ProcessorOrder.Arrange(selected);
        var reversed = ProcessorOrder.Arrange(selected.Reverse());

        string.Join(' ', arranged.Processors.Select(processor => processor.Instance)).ShouldBe(expected);
        string.Join(' ', reversed.Processors.Select(processor => processor.Instance)).ShouldBe(expected);
        arranged.Loops.Select(loop => loop.Processor.Instance).ShouldBe(loops.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(loop => loop.Split(':')[0]));
        arranged.Loops.Select(loop => loop.Path).ShouldAllBe(path => path.Contains(" → "));
    }

    [Fact]
    public void Instances_of_one_processor_run_by_name_and_share_its_constraints()
    {
        var page = Parse("email@1>store");
        var arranged = ProcessorOrder.Arrange([
            page with { Configuration = page.Configuration with { Instance = "weekly" } },
            page with { Configuration = page.Configuration with { Instance = "daily" } },
            Parse("store@9")]);

        arranged.Processors.Select(processor => processor.Instance).ShouldBe(["store", "daily", "weekly"]);
    }

    private static SelectedProcessor Parse(string text)
    {
        var parts = text.Split('<', '>');
        var (name, order) = (parts[0].Split('@')[0], int.Parse(parts[0].Split('@')[1], System.Globalization.CultureInfo.InvariantCulture));
        var metadata = new ProcessorMetadata
        {
            Name = name,
            Order = order,
            RunAfter = text.Contains('>') ? [parts[1]] : [],
            RunBefore = text.Contains('<') ? [parts[1]] : [],
        };
        var extension = new Extension { Candidate = new ExtensionCandidate(name, "/c", $"/c/{name}.dll", IsLoose: true) };
        return new SelectedProcessor(new ProcessorConfiguration { Instance = name, Use = name }, extension, name, metadata);
    }
}
