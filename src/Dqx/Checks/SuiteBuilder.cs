using System.Collections.Immutable;
using Dqx.Expressions;

namespace Dqx.Checks;

/// <summary>Collects the checks of a suite in code.</summary>
public sealed class SuiteBuilder
{
    private readonly List<Check> _checks = [];
    private readonly List<Tunable> _tunables = [];
    private readonly List<Profile> _profiles = [];
    private readonly List<Mute> _mutes = [];

    internal SuiteBuilder()
    {
    }

    /// <summary>The part of the data that must be available for an assertion to be evaluated, 0 to 1.</summary>
    public double DataAvailability { get; set; } = 0.9;

    internal ImmutableArray<Tunable> Tunables => [.. _tunables];

    internal ImmutableArray<Profile> Profiles => [.. _profiles];

    internal ImmutableArray<Mute> Mutes => [.. _mutes];

    /// <summary>Adds a number that can be set from outside, by <see cref="VerificationSuite.WithTunable"/>.</summary>
    /// <param name="name">The name: letters, digits and underscores.</param>
    /// <param name="value">Its value unless another one is set.</param>
    /// <param name="minimum">The smallest value that it may be set to; null for no limit.</param>
    /// <param name="maximum">The largest value that it may be set to; null for no limit.</param>
    /// <param name="choices">The only values that it may be set to; null for any.</param>
    /// <returns>The tunable, to calculate with and to compare with.</returns>
    public Expression Tunable(string name, double value, double? minimum = null, double? maximum = null, IEnumerable<double>? choices = null)
    {
        _tunables.Add(new Tunable { Name = name ?? "", Value = value, Minimum = minimum, Maximum = maximum, Choices = [.. choices ?? []] });
        return new Expression.TunableTerm(name ?? "");
    }

    /// <summary>Adds a profile, which changes what is expected for some days or for good.</summary>
    /// <param name="name">The name; results carry it.</param>
    /// <param name="rules">Says what changes.</param>
    /// <param name="start">The first date on which it is active; null for no beginning.</param>
    /// <param name="end">The last date on which it is active; null for no end.</param>
    /// <returns>This builder.</returns>
    public SuiteBuilder Profile(string name, Action<ProfileBuilder> rules, DateOnly? start = null, DateOnly? end = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var builder = new ProfileBuilder();
        rules(builder);
        _profiles.Add(builder.Build(name, start, end));
        return this;
    }

    /// <summary>Lets failures of a check, or of one of its assertions, count for nothing until a day; they are shown and stored all the same.</summary>
    /// <param name="check">The name of the check.</param>
    /// <param name="until">The last day by the clock, in the suite's zone.</param>
    /// <param name="reason">Why.</param>
    /// <param name="assertion">The name of the assertion; null for all of the check.</param>
    /// <returns>This builder.</returns>
    public SuiteBuilder Mute(string check, DateOnly until, string reason, string? assertion = null)
    {
        _mutes.Add(new Mute { Check = check ?? "", Assertion = assertion, Until = until, Reason = reason ?? "" });
        return this;
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
        _checks.Add(context.Build() with
        {
            Id = id,
            Description = description,
            Uses = [.. uses ?? []],
            Tags = [.. (tags ?? []).Select(tag => tag.Trim())],
            Meta = meta is null ? Metadata.Empty : new Metadata(meta),
        });
        return this;
    }

    /// <summary>Adds a check for each of several datasets, named <c>Name [dataset]</c>.</summary>
    /// <param name="name">The name before the dataset's.</param>
    /// <param name="datasets">The datasets; metrics that name none measure the one that the check is for.</param>
    /// <param name="body">Makes assertions about metrics of the dataset whose name it is given; runs once for each, at once.</param>
    /// <param name="tags">Tags, which its assertions inherit.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="meta">What to attach; its assertions inherit it.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="DqxException">An assertion was begun and not finished (DQX1203).</exception>
    public SuiteBuilder AddForEach(
        string name,
        IEnumerable<string> datasets,
        Action<MetricProvider, CheckContext, string> body,
        IEnumerable<string>? tags = null,
        string? description = null,
        IReadOnlyDictionary<string, string>? meta = null)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(body);
        foreach (var dataset in datasets)
        {
            Add($"{name?.Trim()} [{dataset}]", (metrics, context) => body(metrics, context, dataset), [dataset], tags, description: description, meta: meta);
            _checks[^1] = _checks[^1] with { RepeatedFrom = name?.Trim() };
        }

        return this;
    }

    internal ImmutableArray<Check> Build() => [.. _checks];
}
