using Dqx.Delivery;

namespace Dqx.Suites;

/// <summary>What a failing processor means for the run.</summary>
public enum OnError
{
    /// <summary>It is reported.</summary>
    Ignore,

    /// <summary>It is reported, and the run ends with a warning line. The verdict stands.</summary>
    Degrade,

    /// <summary>The run ends with exit code 4, unless failed assertions give a graver one.</summary>
    Fail,
}

/// <summary>Where a processor runs.</summary>
public enum Isolation
{
    /// <summary>In the host's process: fast, and with the host's rights and fate.</summary>
    InProcess,

    /// <summary>In a process of its own, which the host ends at its time limit and survives whatever becomes of it.</summary>
    Worker,
}

/// <summary>One entry under <c>processors:</c>: an instance of a processor with its settings.</summary>
public sealed record ProcessorConfiguration
{
    internal const int DefaultRetries = 2;

    internal static readonly TimeSpan DefaultExpire = TimeSpan.FromDays(7);

    /// <summary>The instance name: the key under <c>processors:</c>.</summary>
    public required string Instance { get; init; }

    /// <summary>The processor's name in its metadata; the same as the instance name unless <c>use:</c> says otherwise.</summary>
    public required string Use { get; init; }

    /// <summary>Whether it runs.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The limit per attempt and phase, positive.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What its failure means for the run.</summary>
    public OnError OnError { get; init; } = OnError.Degrade;

    /// <summary>Where it runs.</summary>
    public Isolation Isolation { get; init; }

    /// <summary>How many bytes its worker may allocate beyond what an empty one has, positive; null for no limit. Only for workers.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>What has to hold for it to be handed a run; null for nothing.</summary>
    public RunCondition? When { get; init; }

    /// <summary>When it is told; null for what its metadata says, and else every run.</summary>
    public NotifyMode? Notify { get; init; }

    /// <summary>How often it is tried again in one run when it failed, if it is idempotent; not negative.</summary>
    public int Retries { get; init; } = DefaultRetries;

    /// <summary>For how long a run that it could not be handed is kept for it, positive.</summary>
    public TimeSpan Expire { get; init; } = DefaultExpire;

    /// <summary>Whether it is only of the runs that are made now: a run that it did not take is not kept for it, because no later host has it.</summary>
    internal bool IsOfThisRun { get; init; }

    /// <summary>Its own settings, without the keys above.</summary>
    public ProcessorSettings Settings { get; init; } = ProcessorSettings.Empty;

    /// <summary>Where it is written, for messages: <c>suite.yaml:12:3</c>; null when it is not from a file.</summary>
    public string? Origin { get; init; }
}
