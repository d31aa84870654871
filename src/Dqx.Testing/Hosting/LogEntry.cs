using Microsoft.Extensions.Logging;

namespace Dqx.Testing;

/// <summary>One entry of the log, of the processor or of the host.</summary>
/// <param name="Category">Who logged it.</param>
/// <param name="Level">The level.</param>
/// <param name="Id">The event id.</param>
/// <param name="Text">The message with its values.</param>
public sealed record LogEntry(string Category, LogLevel Level, int Id, string Text);
