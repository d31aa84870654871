using System.Collections.Immutable;
using Dqx.Checks;

namespace Dqx;

/// <summary>A named set of checks. Immutable, so it may be run any number of times, also at once.</summary>
public sealed record VerificationSuite
{
    /// <summary>The name, trimmed, 1 to 255 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; null when nothing is said.</summary>
    public string? Description { get; init; }

    /// <summary>What its author attached.</summary>
    public Metadata Meta { get; init; } = Metadata.Empty;

    /// <summary>The IANA zone in which the day of a run is counted.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The part of the data that must be available for an assertion to be evaluated, 0 to 1.</summary>
    public double DataAvailability { get; init; } = 0.9;

    /// <summary>Numbers that expectations use by their names.</summary>
    public ImmutableArray<Tunable> Tunables { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What changes expectations for some days or for good, in the order in which it is applied.</summary>
    public ImmutableArray<Profile> Profiles { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Failures that count for nothing until a day.</summary>
    public ImmutableArray<Mute> Mutes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The checks, in their order.</summary>
    public ImmutableArray<Check> Checks { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The date of a point in time in the suite's zone.</summary>
    public DateOnly DateOf(DateTimeOffset time)
        => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    /// <summary>The suite with another value of a tunable.</summary>
    /// <param name="name">The tunable.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="DqxException">The suite has no such tunable (DQX1232), or it may not be set to this value (DQX1231).</exception>
    public VerificationSuite WithTunable(string name, double value)
    {
        var tunable = Tunables.FirstOrDefault(tunable => tunable.Name == name)
            ?? throw new DqxException("DQX1232", $"The suite '{Name}' has no tunable '{name}'{Nearest.Hint(name, Tunables.Select(tunable => tunable.Name))}");
        var suite = this with { Tunables = Tunables.Replace(tunable, tunable with { Value = value }) };
        SuiteValidator.ThrowOnErrors(TunableRules.Validate(suite.Tunables));
        return suite;
    }

    /// <summary>Builds a suite in code.</summary>
    /// <param name="name">The name.</param>
    /// <param name="checks">Adds the checks.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="meta">What to attach.</param>
    /// <param name="timeZone">The IANA zone in which the day of a run is counted.</param>
    /// <exception cref="DqxException">The suite is not valid: the id is that of the first error, the message lists all of them.</exception>
    public static VerificationSuite Create(string name, Action<SuiteBuilder> checks, string? description = null, IReadOnlyDictionary<string, string>? meta = null, string timeZone = "UTC")
    {
        ArgumentNullException.ThrowIfNull(checks);
        var builder = new SuiteBuilder();
        checks(builder);
        var suite = new VerificationSuite
        {
            Name = name?.Trim() ?? "",
            Description = description,
            Meta = meta is null ? Metadata.Empty : new Metadata(meta),
            TimeZone = timeZone,
            Checks = builder.Build(),
            DataAvailability = builder.DataAvailability,
            Tunables = builder.Tunables,
            Profiles = builder.Profiles,
            Mutes = builder.Mutes,
        };
        SuiteValidator.ThrowOnErrors(SuiteValidator.Validate(suite));
        return suite;
    }
}
