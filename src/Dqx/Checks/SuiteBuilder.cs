using System.Collections.Immutable;

namespace Dqx.Checks;

/// <summary>Collects the checks of a suite in code.</summary>
public sealed class SuiteBuilder
{
    private readonly List<Check> _checks = [];

    internal SuiteBuilder()
    {
    }

    /// <summary>Adds a check.</summary>
    /// <param name="name">The name, unique in the suite.</param>
    /// <param name="body">Makes assertions about metrics; runs once, at once.</param>
    /// <param name="uses">The datasets that it may name; null for all of the run's.</param>
    /// <param name="tags">Tags, which its assertions inherit.</param>
    /// <param name="id">A stable id.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="meta">What to attach; its assertions inherit it.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="DqxException">An assertion was begun and not finished (DQX1203).</exception>
    public SuiteBuilder Add(
        string name,
        Action<MetricProvider, CheckContext> body,
        IEnumerable<string>? uses = null,
        IEnumerable<string>? tags = null,
        string? id = null,
        string? description = null,
        IReadOnlyDictionary<string, string>? meta = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        var context = new CheckContext(name);
        body(MetricProvider.Instance, context);
        _checks.Add(new Check
        {
            Name = name?.Trim() ?? "",
            Id = id,
            Description = description,
            Uses = [.. uses ?? []],
            Tags = [.. (tags ?? []).Select(tag => tag.Trim())],
            Meta = meta is null ? Metadata.Empty : new Metadata(meta),
            Assertions = context.Build(),
        });
        return this;
    }

    internal ImmutableArray<Check> Build() => [.. _checks];
}
