namespace Dqx.Composition;

/// <summary>How an extension's processor stands.</summary>
public enum ExtensionState
{
    /// <summary>It is found in order and would run; nothing of it has been loaded.</summary>
    Ready,

    /// <summary>It is loaded and initialised.</summary>
    Active,

    /// <summary>It is configured with <c>enabled: false</c>.</summary>
    Disabled,

    /// <summary>It is not among the selected ones.</summary>
    Unselected,

    /// <summary>Nobody mentions it, and required settings are missing.</summary>
    Skipped,

    /// <summary>It cannot be used; nothing of it has been loaded.</summary>
    Rejected,

    /// <summary>It was loaded or initialised without success.</summary>
    Failed,

    /// <summary>It hung or failed three times in a row and is left alone.</summary>
    Quarantined,
}
