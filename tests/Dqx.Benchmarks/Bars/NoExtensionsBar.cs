using Dqx.Benchmarks.Starts;

namespace Dqx.Benchmarks.Bars;

/// <summary>A host without catalogs, cold; see <see cref="ColdStart"/> for what is measured.</summary>
internal sealed class NoExtensionsBar : IBar
{
    private const double Most = 2;

    public string Name => "start: no extensions, cold";

    public async Task<BarResult> MeasureAsync()
    {
        var none = (await Child.LeastAsync(15, (ColdStart.Nothing, Path.GetTempPath())))[0];
        return new BarResult(
            FormattableString.Invariant($"{none.Milliseconds:F1} ms ({none.Processor:F1} ms of processor), {none.Mef} assemblies of System.Composition"),
            FormattableString.Invariant($"≤ {Most:F0} ms, 0 assemblies"),
            none is { Milliseconds: <= Most, Mef: 0 });
    }
}
