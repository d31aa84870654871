using Dqx.Benchmarks.Starts;

namespace Dqx.Benchmarks.Bars;

/// <summary>What one more disabled extension adds to a cold start: the difference between 60 and 10 of them.</summary>
internal sealed class DisabledBar : IBar
{
    private const int Few = 10;
    private const int Many = 60;
    private const double Most = 0.3;

    public string Name => "start: a disabled extension, cold";

    public async Task<BarResult> MeasureAsync()
    {
        using var few = new BenchmarkCatalog(Few);
        using var many = new BenchmarkCatalog(Many);
        var least = await Child.LeastAsync(12, (ColdStart.Disabled, few.Folder), (ColdStart.Disabled, many.Folder));
        var (small, large) = (least[0], least[1]);
        var each = (large.Milliseconds - small.Milliseconds) / (Many - Few);
        return new BarResult(
            FormattableString.Invariant($"{each:F2} ms, {large.Contexts} load contexts ({Many} of them: {large.Milliseconds:F1} ms)"),
            FormattableString.Invariant($"≤ {Most:F1} ms, 0 load contexts"),
            each <= Most && large is { Contexts: 0, Active: 0 });
    }
}
