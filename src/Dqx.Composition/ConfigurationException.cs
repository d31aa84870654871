using System.Collections.Immutable;

namespace Dqx.Composition;

/// <summary>The host or its processors are configured wrongly; every error at once. Nothing was run (exit code 2).</summary>
public sealed class ConfigurationException : DqxException
{
    internal ConfigurationException(IReadOnlyCollection<Diagnostic> errors)
        : base(errors.First().Id, string.Join(Environment.NewLine, errors.Select(error => error.ToString())))
    {
        Errors = [.. errors];
    }

    /// <summary>What is wrong, at least one; all of severity error.</summary>
    public ImmutableArray<Diagnostic> Errors { get; }
}
