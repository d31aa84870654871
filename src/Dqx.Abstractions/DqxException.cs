namespace Dqx;

/// <summary>A failure that DQX explains: what, where, and what to do about it.</summary>
/// <remarks>Other exceptions that leave DQX are defects of DQX or of the code that was passed to it.</remarks>
public class DqxException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="diagnosticId">The id under which the diagnostics page explains it, <c>DQX</c> and four digits.</param>
    /// <param name="message">What, where and what to do; never a secret.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public DqxException(string diagnosticId, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        DiagnosticId = diagnosticId;
    }

    /// <summary>The id under which the diagnostics page explains the failure, e.g. <c>DQX2101</c>.</summary>
    public string DiagnosticId { get; }
}
