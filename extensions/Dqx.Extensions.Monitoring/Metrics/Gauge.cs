using System.Collections.Immutable;

namespace Dqx.Extensions.Monitoring.Metrics;

/// <summary>A metric that shows the latest value.</summary>
/// <param name="Name">The whole name.</param>
/// <param name="Help">What it is, in one line.</param>
/// <param name="Samples">Its values.</param>
internal sealed record Gauge(string Name, string Help, ImmutableArray<Sample> Samples);

/// <summary>One value.</summary>
/// <param name="Labels">What sets it apart from the other values of its metric.</param>
/// <param name="Value">The value, finite.</param>
internal sealed record Sample(ImmutableArray<KeyValuePair<string, string>> Labels, double Value);
