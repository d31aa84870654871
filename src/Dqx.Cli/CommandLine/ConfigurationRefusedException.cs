namespace Dqx.Cli.CommandLine;

/// <summary>Suites or processors are configured wrongly; nothing is run.</summary>
/// <param name="problems">What is wrong, each with its place and its id.</param>
internal sealed class ConfigurationRefusedException(IEnumerable<string> problems) : Exception(string.Join('\n', problems));
