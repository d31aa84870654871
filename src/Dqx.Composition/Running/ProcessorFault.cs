using System.Collections.Immutable;

namespace Dqx.Composition.Running;

/// <summary>
/// What went wrong in an extension, in the host's own words: never the exception itself, which would pin the extension's load
/// context (measured).
/// </summary>
/// <param name="DiagnosticId">The diagnostic's id.</param>
/// <param name="Phase">The phase in which it happened.</param>
/// <param name="Message">Exception type and message, bounded, one line, without secrets.</param>
internal sealed record ProcessorFault(string DiagnosticId, string Phase, string Message)
{
    /// <summary>The errors of a <see cref="SettingsException"/>; empty for any other failure.</summary>
    public ImmutableArray<string> SettingsErrors { get; init; } = [];

    /// <summary>Whether memory could not be allocated.</summary>
    public bool IsOutOfMemory { get; init; }

    /// <summary>Whether the extension said that it was cancelled.</summary>
    public bool IsCancellation { get; init; }
}
