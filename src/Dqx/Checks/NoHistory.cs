namespace Dqx.Checks;

/// <summary>What becomes of an assertion that needs a value of an earlier day which is not stored yet.</summary>
public enum NoHistory
{
    /// <summary>It is skipped, and says why.</summary>
    Skip,

    /// <summary>It is an error: whoever says so knows that the value has to be there.</summary>
    Error,

    /// <summary>It passes, without a value: there is nothing yet that it could be compared with.</summary>
    Pass,
}
