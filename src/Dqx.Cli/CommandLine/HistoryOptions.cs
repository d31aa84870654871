namespace Dqx.Cli.CommandLine;

/// <summary>What a command line says about the history.</summary>
/// <param name="Location">A file or a URL; null for what the suite says.</param>
/// <param name="IsReadOnly">Whether nothing is written.</param>
/// <param name="IsOff">Whether it is neither read nor written.</param>
internal sealed record HistoryOptions(string? Location = null, bool IsReadOnly = false, bool IsOff = false);
