using static Dqx.Extensions.DatabaseWriter.Tables.ColumnKind;
using static Dqx.Extensions.DatabaseWriter.Tables.WireText;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>The tables under one prefix. Their values are those of the run document, so that both say the same.</summary>
/// <remarks>
/// Whoever adds an index raises <see cref="Version"/> and says so in <see cref="TableIndex.Since"/>: each store brings older tables up to
/// it. Whoever changes a column teaches them that as well.
/// </remarks>
internal sealed class RunTables(string prefix)
{
    /// <summary>The version of the tables, kept in <see cref="SchemaName"/>.</summary>
    public const int Version = 2;

    /// <summary>The table that holds the version; one for each prefix, because several may share a file.</summary>
    public string SchemaName { get; } = prefix + "schema";

    /// <summary>One row for each run. The counts are those of the run, and of the rows in the other tables.</summary>
    public RunTable Runs { get; } = new(
        prefix + "runs",
        [
            new(Table.RunId, Id, row => row.Run.RunId),
            new("suite", Text, row => row.Run.Suite),
            new("date", Date, row => row.Run.Key.Date),
            new("tags", Json, row => row.Json("key", "tags")),
            new("labels", Json, row => row.Json("labels")),
            new("meta", Json, row => row.Json("meta")),
            new("datasets", Json, row => row.Json("datasets")),
            new("started_at", Time, row => row.Run.StartedAt.UtcDateTime),
            new("duration_ms", Real, row => row.Run.Duration.TotalMilliseconds),
            new("status", Text, row => Name<RunStatus>(row.Run.Status)),
            new("assertions", Integer, row => row.Summary.Assertions),
            new("passed", Integer, row => row.Summary.Passed),
            new("failed", Integer, row => row.Summary.Failed),
            new("errors", Integer, row => row.Summary.Errors),
            new("skipped", Integer, row => row.Summary.Skipped),
            new("muted", Integer, row => row.Summary.Muted),
            new("symbols", Integer, row => row.Run.Symbols.Length),
            new("diagnostics", Json, row => row.Json("diagnostics")),
        ],
        [new(["suite", "date"]), new(["started_at"], Since: 2)]);

    /// <summary>One row for each assertion of a run.</summary>
    public ListTable<AssertionResult> Results { get; } = new(
        prefix + "results",
        run => run.Results,
        [
            new("check_name", Text, result => result.Check),
            new("assertion_name", Text, result => result.Assertion),
            new("assertion_id", Text, result => result.Id, Required: false),
            new("segment", Text, result => result.Segment, Required: false),
            new("severity", Text, result => Name<Severity>(result.Severity)),
            new("severity_declared", Text, result => Name<Severity>(result.SeverityDeclared)),
            new("status", Text, result => Name<AssertionStatus>(result.Status)),
            new("value", Real, result => Finite(result.Value), Required: false),
            new("expression", Text, result => result.Expression),
            new("operator", Text, result => result.Operator, Required: false),
            new("lower", Real, result => Finite(result.Lower), Required: false),
            new("upper", Real, result => Finite(result.Upper), Required: false),
            new("tolerance", Real, result => Finite(result.Tolerance), Required: false),
            new("error", Text, result => result.Error, Required: false),
            new("error_kind", Text, result => Name(result.ErrorKind), Required: false),
            new("reason", Text, result => Name(result.Reason), Required: false),
            new("muted", Flag, result => result.Muted),
            new("profiles", Json, result => JsonOf(result.Profiles)),
            new("symbols", Json, result => JsonOf(result.Symbols)),
            new("tags", Json, result => JsonOf(result.Tags)),
            new("meta", Json, result => JsonOf(result.Meta)),
        ],
        [new(["check_name", "assertion_name"]), new(["status", "severity"])]);

    /// <summary>One row for each metric of a run; one without a value says why in <c>error</c>.</summary>
    public ListTable<SymbolInfo> Symbols { get; } = new(
        prefix + "symbols",
        run => run.Symbols,
        [
            new("symbol_name", Text, symbol => symbol.Name),
            new("metric", Text, symbol => symbol.Metric),
            new("dataset", Text, symbol => symbol.Dataset, Required: false),
            new("date", Date, symbol => symbol.Date),
            new("value", Real, symbol => Finite(symbol.Value), Required: false),
            new("error", Text, symbol => symbol.Error, Required: false),
        ],
        [new(["metric", "dataset", "date"], IsLong: true)]);

    /// <summary>All of them, those that others refer to first.</summary>
    public IEnumerable<Table> All => [Runs, Results, Symbols];
}
