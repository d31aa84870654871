using System.Diagnostics;
using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary>Two hundred malformed files: each is refused, at a place, at once; the command line turns that into exit code 2.</summary>
public sealed class MalformedTests
{
    private static readonly string[] s_good = [.. new[] { "sound.yaml", "language.yaml" }.Select(name => File.ReadAllText(Path.Combine(Snapshot.ProjectDirectory, "Suites", name)))];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AMalformedFileIsRefusedAtAPlace(int seed)
    {
        using var folder = new SuiteFolder(MalformedSuite.Of(s_good[seed % s_good.Length], seed));
        var watch = Stopwatch.StartNew();

        var error = Should.Throw<SuiteFileException>(() => folder.Load(NoEnvironment with { Environment = _ => "set" }));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        error.Diagnostics.ShouldAllBe(finding => finding.File == folder.SuitePath && finding.Line > 0 && finding.Column > 0);
        error.Message.ShouldStartWith($"{folder.SuitePath}:");
        error.Message.ShouldNotContain("   at ");
        error.Message.ShouldNotContain("Exception");
    }
}
