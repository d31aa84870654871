using static Dqx.Extensions.DatabaseWriter.Tables.ColumnKind;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>The tables under one prefix. Their values are those of the run document, so that both say the same.</summary>
/// <remarks>Whoever changes a column raises <see cref="Version"/> and teaches each store to bring older tables up to it.</remarks>
internal sealed class RunTables(string prefix)
{
    /// <summary>The version of the tables, kept in <see cref="SchemaName"/>.</summary>
    public const int Version = 1;

    /// <summary>The table that holds the version; one for each prefix, because several may share a file.</summary>
    public string SchemaName { get; } = prefix + "schema";

    /// <summary>One row for each run. The counts are those of the run, and of the rows in the other tables.</summary>
    public Table Runs { get; } = new(
        prefix + "runs",
        Rows: null,
        [
            new(Table.RunId, Text, "run_id"),
            new("suite", Text, "suite"),
            new("date", Text, "key.date"),
            new("tags", Json, "key.tags"),
            new("labels", Json, "labels"),
            new("meta", Json, "meta"),
            new("datasets", Json, "datasets"),
            new("started_at", Time, "started_at"),
            new("duration_ms", Real, "duration_ms"),
            new("status", Text, "status"),
            new("assertions", Integer, "summary.assertions"),
            new("passed", Integer, "summary.passed"),
            new("failed", Integer, "summary.failed"),
            new("errors", Integer, "summary.errors"),
            new("skipped", Integer, "summary.skipped"),
            new("muted", Integer, "summary.muted"),
            new("symbols", Count, "symbols"),
            new("diagnostics", Json, "diagnostics"),
        ],
        [["suite", "date"]]);

    /// <summary>One row for each assertion of a run.</summary>
    public Table Results { get; } = new(
        prefix + "results",
        Rows: "results",
        [
            new("check_name", Text, "check"),
            new("assertion_name", Text, "assertion"),
            new("assertion_id", Text, "id", Required: false),
            new("segment", Text, "segment", Required: false),
            new("severity", Text, "severity"),
            new("severity_declared", Text, "severity_declared"),
            new("status", Text, "status"),
            new("value", Real, "value", Required: false),
            new("expression", Text, "expression"),
            new("operator", Text, "operator", Required: false),
            new("lower", Real, "lower", Required: false),
            new("upper", Real, "upper", Required: false),
            new("tolerance", Real, "tolerance", Required: false),
            new("error", Text, "error", Required: false),
            new("error_kind", Text, "error_kind", Required: false),
            new("reason", Text, "reason", Required: false),
            new("muted", Flag, "muted"),
            new("profiles", Json, "profiles"),
            new("symbols", Json, "symbols"),
            new("tags", Json, "tags"),
            new("meta", Json, "meta"),
        ],
        [["check_name", "assertion_name"], ["status", "severity"]]);

    /// <summary>One row for each metric of a run; one without a value says why in <c>error</c>.</summary>
    public Table Symbols { get; } = new(
        prefix + "symbols",
        Rows: "symbols",
        [
            new("symbol_name", Text, "name"),
            new("metric", Text, "metric"),
            new("dataset", Text, "dataset", Required: false),
            new("date", Text, "date"),
            new("value", Real, "value", Required: false),
            new("error", Text, "error", Required: false),
        ],
        [["metric", "dataset", "date"]]);

    /// <summary>All of them, those that others refer to first.</summary>
    public IEnumerable<Table> All => [Runs, Results, Symbols];
}
