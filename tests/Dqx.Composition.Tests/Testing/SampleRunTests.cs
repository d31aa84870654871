using Dqx.Testing;

namespace Dqx.Composition.Tests.Testing;

public sealed class SampleRunTests
{
    public static TheoryData<string> Names => [.. SampleRuns.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_survives_its_document(string name)
    {
        var run = SampleRuns.All.Single(sample => sample.Name == name).Run;

        var json = RunDocument.ToJson(run);

        RunDocument.ToJson(RunDocument.Read(json)).ShouldBe(json);
    }

    [Fact]
    public void A_sample_is_what_its_name_says()
    {
        SampleRuns.Passing.Status.ShouldBe(RunStatus.Passed);
        SampleRuns.Failing.Status.ShouldBe(RunStatus.Failed);
        SampleRuns.Erring.Status.ShouldBe(RunStatus.Error);
        SampleRuns.Empty.Status.ShouldBe(RunStatus.Skipped);
        SampleRuns.Large.Results.Length.ShouldBe(10_000);
        SampleRuns.All.Select(sample => sample.Run.RunId).Distinct().Count().ShouldBe(SampleRuns.All.Length);
    }
}
