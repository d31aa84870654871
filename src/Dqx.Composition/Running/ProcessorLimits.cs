namespace Dqx.Composition.Running;

/// <summary>The limits that hold for all processors together.</summary>
internal sealed record ProcessorLimits
{
    /// <summary>How long all of them may take to initialise, and again to process one run.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a quarantined processor is left alone.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether each processor gets a copy of the run, so that none can change what the others, the verdict and the document are made of.</summary>
    public bool CopiesRuns { get; init; }

    /// <summary>The zone in which the days of <c>notify: daily</c> begin.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How long one disposal may take; a processor's own time limit when that is shorter.</summary>
    public TimeSpan Disposal { get; init; } = TimeSpan.FromSeconds(5);
}
