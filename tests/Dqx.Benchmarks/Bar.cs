namespace Dqx.Benchmarks;

/// <summary>One promise about speed or size, and how to measure it.</summary>
internal interface IBar
{
    /// <summary>What is promised.</summary>
    string Name { get; }

    /// <summary>Measures it.</summary>
    Task<BarResult> MeasureAsync();
}

/// <summary>What was measured.</summary>
/// <param name="Figure">The figure, with its unit.</param>
/// <param name="Limit">The bar, with its unit.</param>
/// <param name="Holds">Whether the figure keeps the bar.</param>
internal sealed record BarResult(string Figure, string Limit, bool Holds)
{
    /// <summary>Nothing was measured, so nothing is shown to hold.</summary>
    public static BarResult NotMeasured(string why) => new($"not measured: {why}", "", Holds: false);
}
