using System.Runtime.InteropServices;
using Dqx.Composition.Running;
using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests.Running;

public sealed class RunCopyTests
{
    [Fact]
    public void A_copy_says_the_same()
        => RunDocument.ToJson(RunCopy.Of(Runs.Failing)).ShouldBe(RunDocument.ToJson(Runs.Failing));

    [Fact]
    public void Who_writes_to_a_copy_does_not_write_to_the_run()
    {
        var before = RunDocument.ToJson(Runs.Failing);
        var copy = RunCopy.Of(Runs.Failing);

        typeof(AssertionResult).GetProperty(nameof(AssertionResult.Status)).ShouldNotBeNull().SetValue(copy.Results[0], AssertionStatus.Passed);
        (ImmutableCollectionsMarshal.AsArray(copy.Results[0].Symbols) ?? [])[0] = "forged";
        Array.Clear(ImmutableCollectionsMarshal.AsArray(copy.Results) ?? []);

        RunDocument.ToJson(Runs.Failing).ShouldBe(before);
    }
}
