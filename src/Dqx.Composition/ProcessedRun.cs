using System.Collections.Immutable;

namespace Dqx.Composition;

/// <summary>A run after the processors, and what their failures mean for it.</summary>
/// <param name="Run">The run with the processors' reports.</param>
/// <param name="Fatal">Failures of processors with <c>on_error: fail</c>: exit code 4, unless the data gives a graver one.</param>
/// <param name="Degrading">Failures of processors with <c>on_error: degrade</c>: the run ends with a warning line.</param>
public sealed record ProcessedRun(SuiteRun Run, ImmutableArray<ProcessorReport> Fatal, ImmutableArray<ProcessorReport> Degrading);
