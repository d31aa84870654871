using Dqx.Benchmarks.Starts;

namespace Dqx.Benchmarks.Bars;

/// <summary>50 extensions from find to active, cold, against the same assemblies in one shared container; see <see cref="ColdStart"/>.</summary>
internal sealed class FiftyBar : IBar
{
    private const int Count = 50;
    private const double Most = 120;
    private const double Factor = 1.5;

    public string Name => "start: 50 extensions, cold, find to active";

    public async Task<BarResult> MeasureAsync()
    {
        using var catalog = new BenchmarkCatalog(Count);
        var least = await Child.LeastAsync(12, (ColdStart.Host, catalog.Folder), (ColdStart.Shared, catalog.Folder));
        var (own, shared) = (least[0], least[1]);
        var faster = shared.Milliseconds / own.Milliseconds;
        return new BarResult(
            FormattableString.Invariant($"{own.Milliseconds:F0} ms ({own.Processor:F0} ms of processor); one shared container {shared.Milliseconds:F0} ms ({shared.Processor:F0}): {faster:F1} × faster"),
            FormattableString.Invariant($"≤ {Most:F0} ms, ≥ {Factor:F1} × faster"),
            own.Milliseconds <= Most && faster >= Factor && own.Active == Count && shared.Active == Count);
    }
}
