namespace Dqx.Delivery;

/// <summary>When a processor is told about a run, as <c>notify:</c> has it.</summary>
public enum NotifyMode
{
    /// <summary>Every run.</summary>
    Every,

    /// <summary>A run whose failures and errors are others than those that the processor was told last; when there are none any more, that.</summary>
    StatusChange,

    /// <summary>As <see cref="StatusChange"/>, and what goes on is told again on the next day by the clock, in the suite's zone.</summary>
    Daily,
}
