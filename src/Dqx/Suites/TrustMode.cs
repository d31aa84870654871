namespace Dqx.Suites;

/// <summary>What it takes for an extension to be loaded. The operator's choice; a suite may only tighten it.</summary>
public enum TrustMode
{
    /// <summary>Nothing is compared; every load is still recorded.</summary>
    Off,

    /// <summary>What differs from the lock file is loaded with a warning. Without a lock file, loads are only recorded.</summary>
    Warn,

    /// <summary>Only what the lock file lists, byte for byte, is loaded.</summary>
    Require,
}
