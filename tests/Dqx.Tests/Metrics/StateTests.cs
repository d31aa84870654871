using System.Globalization;
using Dqx.Metrics;
using Dqx.Metrics.States;

namespace Dqx.Tests.Metrics;

/// <summary>States by themselves: what they merge to, and how they are stored.</summary>
public sealed class StateTests
{
    /// <summary>Every kind, of no rows and of some.</summary>
    public static TheoryData<string> Stored => new(
        "1 count 0", "1 count 9007199254740993", "1 sum", "1 sum 36893488147419103231", "1 sum -12.50", "1 sum double:0.1", "1 sum double:NaN",
        "1 mean 0", "1 mean 3 0.3", "1 mean 3 double:1E+300", "1 moments 0 0 0", "1 moments 5 2 4", "1 moments 3 1000000000.3333334 0.6666666666666666",
        "1 minimum", "1 minimum -1.5", "1 maximum", "1 maximum NaN", "1 maximum Infinity",
        "1 first", "1 first 7 number 3", "1 first 7 number double:0.25", "1 first 7 time 2026-01-01", "1 first -0.5 time 2026-01-01 10:00:00.000001");

    [Theory]
    [MemberData(nameof(Stored))]
    public void AStateIsReadAsItWasWritten(string text)
    {
        var state = StateText.Read(text);

        state.ToString().ShouldBe(text);
        StateText.Read(state.ToString()).ShouldBe(state);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("2 count 1")]
    [InlineData("1 count x")]
    [InlineData("1 count 99999999999999999999")]
    [InlineData("1 count 1 2")]
    [InlineData("1 median 5")]
    [InlineData("1 sum one")]
    [InlineData("1 first 7 time yesterday")]
    public void WhatIsNoStateIsRefused(string text)
    {
        var refused = Should.Throw<DqxException>(() => StateText.Read(text));

        (refused.DiagnosticId, refused.Message).ShouldBe(("DQX3301", refused.Message));
        refused.Message.ShouldContain($"'{text}'");
    }

    [Fact]
    public void AStateOfAnotherVersionIsRefusedWithBoth()
        => Should.Throw<DqxException>(() => StateText.Read("2 count 1")).Message.ShouldContain("it is of version 2, and this dqx knows version 1");

    /// <summary>Variance 1.0, mean 2, 5 values, with variance 2.0, mean 4, 5 values.</summary>
    [Fact]
    public void VariancesMergeByChansFormula()
    {
        var merged = new MomentsState(5, 2, 4).Merge(new MomentsState(5, 4, 8));

        merged.Value!.Value.ShouldBe(22.0 / 9, 1e-15);
        new Variance("c").ValueOf(merged).ShouldBe(new MetricValue.Number(merged.Value.Value));
        new StandardDeviation("c").ValueOf(merged).ShouldBe(new MetricValue.Number(Math.Sqrt(merged.Value.Value)));
    }

    [Fact]
    public void SumsOfIntegersAreExactBeyondWhatADoubleHolds()
    {
        var merged = StateText.Read("1 sum 9007199254740993").Merge(StateText.Read("1 sum -9007199254740992"));

        merged.Value.ShouldBe(1);
        StateText.Read("1 sum 0.1").Merge(StateText.Read("1 sum 0.25")).ToString().ShouldBe("1 sum 0.35");
        StateText.Read("1 sum 5").Merge(StateText.Read("1 sum double:0.5")).Value.ShouldBe(5.5);
    }

    [Theory]
    [InlineData("1 minimum NaN", "1 minimum 5", "1 minimum 5")]
    [InlineData("1 maximum NaN", "1 maximum 5", "1 maximum NaN")]
    [InlineData("1 first 7 number 3", "1 first 5 number 3.0", "1 first 5 number 3.0")]
    [InlineData("1 first 7 number 2", "1 first 5 number 10", "1 first 7 number 2")]
    [InlineData("1 first 7 time 2026-01-01 10:00:00", "1 first 5 time 2026-01-01 10:00:00.5", "1 first 7 time 2026-01-01 10:00:00")]
    [InlineData("1 first 7 time 2026-01-01", "1 first 5 number 1", "1 first 5 number 1")]
    public void TheOrderIsThatOfTheEngine(string left, string right, string expected)
    {
        StateText.Read(left).Merge(StateText.Read(right)).ToString().ShouldBe(expected);
        StateText.Read(right).Merge(StateText.Read(left)).ToString().ShouldBe(expected);
    }

    [Fact]
    public void AStateDoesNotMergeWithOneOfAnotherKind()
        => Should.Throw<ArgumentException>(() => CountState.None.Merge(SumState.None));

    [Theory]
    [InlineData("unique_count")]
    [InlineData("duplicate_count")]
    [InlineData("custom_sql")]
    public void WhatDoesNotMergeSaysWhy(string name)
    {
        Metric metric = name switch { "unique_count" => new UniqueCount("c"), "duplicate_count" => new DuplicateCount(["c"]), _ => new CustomSql("max(c)") };

        metric.WhyNotMergeable.ShouldNotBeNullOrWhiteSpace();
        new Sum("c").WhyNotMergeable.ShouldBeNull();
    }

    /// <summary>Three states of one kind, from seeded numbers; exact ones, so that equality is equality.</summary>
    [Theory]
    [InlineData("count")]
    [InlineData("sum")]
    [InlineData("mean")]
    [InlineData("minimum")]
    [InlineData("maximum")]
    [InlineData("first")]
    public void MergingIsAssociativeAndCommutativeAndHasAnIdentity(string kind)
    {
        var random = new Random(4711);
        for (var round = 0; round < 500; round++)
        {
            var (a, b, c) = (One(kind, random), One(kind, random), One(kind, random));
            var none = StateText.Read(kind is "count" or "mean" ? $"1 {kind} 0" : $"1 {kind}");

            a.Merge(b).Merge(c).ShouldBe(a.Merge(b.Merge(c)));
            a.Merge(b).ShouldBe(b.Merge(a));
            (a.Merge(none), none.Merge(a)).ShouldBe((a, a));
        }
    }

    [Fact]
    public void MergingMomentsIsAssociativeAndCommutativeUpToRounding()
    {
        var random = new Random(4712);
        for (var round = 0; round < 500; round++)
        {
            var offset = Math.Pow(10, random.Next(0, 9));
            var (a, b, c) = (Moments(random, offset), Moments(random, offset), Moments(random, offset));

            Same(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));
            a.Merge(b).ShouldBe(b.Merge(a));
            (a.Merge(MomentsState.None), MomentsState.None.Merge(a)).ShouldBe((a, a));
        }

        static void Same(MetricState left, MetricState right)
        {
            var (x, y) = ((MomentsState)left, (MomentsState)right);
            x.Count.ShouldBe(y.Count);
            x.Mean.ShouldBe(y.Mean, 1e-15 * Math.Abs(y.Mean) * 4);
            x.SquaredDistances.ShouldBe(y.SquaredDistances, 1e-6 * y.SquaredDistances);
        }
    }

    private static MomentsState Moments(Random random, double offset) => new(random.Next(1, 1000), offset + random.NextDouble(), random.NextDouble() * 100);

    private static MetricState One(string kind, Random random)
    {
        var isNone = random.Next(5) == 0;
        var number = random.NextInt64(-1L << 60, 1L << 60).ToString(CultureInfo.InvariantCulture);
        var small = random.Next(-3, 4);
        return StateText.Read((kind, isNone) switch
        {
            ("count", _) => $"1 count {random.Next(1 << 30)}",
            ("mean", true) => "1 mean 0",
            ("mean", _) => $"1 mean {random.Next(1, 1000)} {number}{number.TrimStart('-')}",
            (_, true) => $"1 {kind}",
            ("sum", _) => $"1 sum {number}{number.TrimStart('-')}.25",
            ("first", _) => $"1 first {random.Next(3)} number {small}",
            _ => $"1 {kind} {small}",
        });
    }
}
