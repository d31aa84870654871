using System.Collections.Immutable;
using Dqx.Metrics;
using Dqx.Planning;
using Dqx.Scanning;

namespace Dqx.Explanation;

/// <summary>What a run would do.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Scans">Its scans, in its order, with their statements.</param>
internal sealed record SuiteExplanation(Plan Plan, ImmutableArray<ExplainedScan> Scans);

/// <summary>A scan with the statements that it would run.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="Engine">The name of the SQL.</param>
/// <param name="Definition">What has to be executed first where a statement is run by hand; null for nothing.</param>
/// <param name="Statements">The statements, in their order.</param>
/// <param name="Failures">Metrics that would fail without a row being read, and why.</param>
/// <param name="Problem">Why nothing more is known: the data cannot be reached, or does not fit; null when all is well.</param>
internal sealed record ExplainedScan(
    PlannedScan Scan,
    string Engine,
    string? Definition,
    ImmutableArray<ExplainedStatement> Statements,
    ImmutableArray<(Metric Metric, string Message)> Failures,
    string? Problem);

/// <summary>A statement that a scan would run.</summary>
/// <param name="Statement">Exactly as it runs.</param>
/// <param name="Runnable">The same with its parameters written out.</param>
/// <param name="Parameters">What the placeholders stand for, such as <c>$1 = DATE '2026-11-20'</c>.</param>
/// <param name="Days">The days that it groups by; empty for all rows.</param>
/// <param name="Symbols">What it measures.</param>
internal sealed record ExplainedStatement(
    FusedStatement Statement,
    string Runnable,
    ImmutableArray<string> Parameters,
    ImmutableArray<DateOnly> Days,
    ImmutableArray<PlannedSymbol> Symbols);
