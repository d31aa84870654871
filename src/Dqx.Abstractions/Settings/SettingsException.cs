using System.Collections.Immutable;

namespace Dqx;

/// <summary>The settings of a processor are wrong; every error at once. Nothing is run then (exit code 2).</summary>
public sealed class SettingsException : DqxException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="errors">One line each, beginning with the setting's path; never a secret.</param>
    public SettingsException(params IReadOnlyList<string> errors)
        : base("DQX2101", string.Join("; ", errors))
    {
        Errors = [.. errors];
    }

    /// <summary>One line for each error, beginning with the setting's path.</summary>
    public ImmutableArray<string> Errors { get; }
}
