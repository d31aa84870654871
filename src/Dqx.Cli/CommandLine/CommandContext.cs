using Dqx.Cli.Terminal;

namespace Dqx.Cli.CommandLine;

/// <summary>What every command works with.</summary>
/// <param name="Streams">Where results, messages and progress go.</param>
/// <param name="Clock">The clock.</param>
internal sealed record CommandContext(StandardStreams Streams, TimeProvider Clock);
