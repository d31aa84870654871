namespace Dqx;

/// <summary>How much a failure matters. P0 is the gravest.</summary>
public enum Severity
{
    /// <summary>Stop everything.</summary>
    P0,

    /// <summary>Important; the default.</summary>
    P1,

    /// <summary>Worth a look.</summary>
    P2,

    /// <summary>For information.</summary>
    P3,
}

/// <summary>What became of an assertion.</summary>
public enum AssertionStatus
{
    /// <summary>The value keeps the bound.</summary>
    Passed,

    /// <summary>The value is known and breaks the bound.</summary>
    Failed,

    /// <summary>The value could not be computed.</summary>
    Error,

    /// <summary>Not evaluated, for a stated reason.</summary>
    Skipped,
}

/// <summary>What became of a run: <see cref="Error"/> over <see cref="Failed"/> over <see cref="Passed"/>.</summary>
public enum RunStatus
{
    /// <summary>Something was evaluated and nothing failed or erred.</summary>
    Passed,

    /// <summary>An assertion failed and none erred.</summary>
    Failed,

    /// <summary>An assertion could not be evaluated.</summary>
    Error,

    /// <summary>Nothing was evaluated at all.</summary>
    Skipped,
}

/// <summary>Where the cause of an error lies.</summary>
public enum ErrorKind
{
    /// <summary>The data has another shape: a missing column, a wrong type.</summary>
    Schema,

    /// <summary>The data is not there or has no value: a missing file, no non-null values, NaN.</summary>
    Data,

    /// <summary>The engine refused: a failed statement, a lost connection, a refused login.</summary>
    Engine,

    /// <summary>The expression has no value: a division by zero, the root of a negative number.</summary>
    Arithmetic,
}

/// <summary>Why an assertion was not evaluated.</summary>
public enum SkipReason
{
    /// <summary>A past value is needed and none is stored yet.</summary>
    NoHistory,

    /// <summary>Too little of the data is available.</summary>
    Unavailable,

    /// <summary>A profile disables it.</summary>
    Disabled,

    /// <summary>The check's <c>only_if</c> does not hold.</summary>
    OnlyIf,
}

/// <summary>What became of a processor in a run.</summary>
public enum ProcessorStatus
{
    /// <summary>It took the run.</summary>
    Succeeded,

    /// <summary>It threw, or could not be loaded, composed or initialised.</summary>
    Failed,

    /// <summary>It exceeded its time limit.</summary>
    TimedOut,

    /// <summary>It was not called, for a stated reason.</summary>
    Skipped,

    /// <summary>It was not called because it failed or hung before.</summary>
    Quarantined,
}

/// <summary>The weight of a diagnostic.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,
}
