using System.Text.Json.Nodes;
using Dqx.Delivery;

namespace Dqx.Suites.Schema;

/// <summary>What may stand under each key of a suite file. A key without a row cannot be put into the schema, which a test makes.</summary>
internal static class SchemaValues
{
    /// <summary>By the mapping and the key, or by the key alone where it means the same everywhere.</summary>
    private static readonly Dictionary<string, Func<JsonObject>> s_values = new(StringComparer.Ordinal)
    {
        ["name"] = () => Text("The name; results carry it."),
        ["id"] = () => Text("A stable id."),
        ["description"] = () => Text("What it is for."),
        ["meta"] = () => new JsonObject { ["type"] = "object", ["description"] = "What its author attaches." },
        ["tags"] = () => Texts("Tags of letters, digits, '_' and '-'."),
        ["timezone"] = () => Text("An IANA zone, such as Europe/Amsterdam."),
        ["expect"] = () => Text("What is expected: EXPR OP EXPR, EXPR [not] between EXPR and EXPR, EXPR is positive|negative|zero, or EXPR; with tol NUMBER or tol NUMBER%."),
        ["severity"] = () => Choice<Severity>("How much a failure matters; P1 when nothing is said."),

        ["suite/version"] = () => new JsonObject { ["const"] = 1 },
        ["suite/suite"] = () => Text("The name of the suite."),
        ["suite/sources"] = () => Named("source", "Where datasets come from: databases and servers."),
        ["suite/datasets"] = () => Named("dataset", "The data, by the name under which checks use it."),
        ["suite/checks"] = () => List("check", "Groups of assertions."),
        ["suite/tunables"] = () => Named("tunable", "Numbers that expectations use by name.", new JsonObject { ["type"] = "number" }),
        ["suite/profiles"] = () => List("profile", "What changes expectations for some days or for good."),
        ["suite/data_availability"] = () => Part("The part of an assertion's data that must be available; 0.9 when nothing is said."),
        ["suite/extensions"] = () => Texts("Catalog directories of extensions, relative to this file."),
        ["suite/processors"] = () => Named("processor", "What gets the results, by instance.", new JsonObject { ["type"] = "null" }),
        ["suite/trust"] = () => Choice<TrustMode>("What it takes to load an extension; only tightens what the operator says."),
        ["suite/deadline"] = () => Duration("How long all processors together may take; 5m when nothing is said."),
        ["suite/fail_on"] = () => Choice<Severity>("The least severity whose failure makes the run fail; P3 when nothing is said."),
        ["suite/history"] = () => Text("The file that keeps values from run to run, relative to this file."),
        ["suite/retention"] = () => Duration("How long values are kept; for ever when nothing is said."),

        ["source/kind"] = () => Text("The kind of source, such as duckdb."),
        ["source/url"] = () => Text("The server's URL."),
        ["source/path"] = () => Text("A database file, relative to this file."),
        ["source/user"] = () => Text("The user."),
        ["source/password"] = () => Text("The password; write ${NAME} and set the variable."),
        ["source/settings"] = () => new JsonObject { ["type"] = "object", ["additionalProperties"] = Text(null), ["description"] = "Settings of the engine." },

        ["dataset/source"] = () => Text("The name of a source, or a kind; duckdb when nothing is said."),
        ["dataset/path"] = () => Text("Files: csv, tsv, parquet, json, jsonl; globs; relative to this file."),
        ["dataset/table"] = () => Text("A table, its parts separated by dots."),
        ["dataset/query"] = () => Text("A query in the engine's SQL."),
        ["dataset/where"] = () => Text("A predicate that every row has to satisfy."),
        ["dataset/options"] = () => new JsonObject { ["type"] = "object", ["description"] = "How CSV files are written: delimiter, header, types, nulls." },
        ["dataset/date_column"] = () => Text("The column that says which day a row belongs to."),
        ["dataset/skip_dates"] = () => Texts("Days for which no data is expected."),
        ["dataset/lag_source"] = () => new JsonObject { ["enum"] = new JsonArray("data", "history"), ["description"] = "Where values of past days come from." },
        ["dataset/settled_after"] = () => Duration("Days older than this are final."),

        ["dataset/partitions"] = () => new JsonObject
        {
            ["anyOf"] = new JsonArray(new JsonObject { ["const"] = "files" }, List("partition", null)),
            ["description"] = "Parts that are scanned alone: files, or a list; a part that did not change is not scanned again.",
        },

        ["partition/name"] = () => Text("Its name; its states are stored under it."),
        ["partition/source"] = () => Text("The name of a source, or a kind; the dataset's when nothing is said."),
        ["partition/path"] = () => Text("Files: csv, tsv, parquet, json, jsonl; globs; relative to this file."),
        ["partition/table"] = () => Text("A table, its parts separated by dots."),
        ["partition/query"] = () => Text("A query in the engine's SQL."),
        ["partition/where"] = () => Text("A predicate that every row has to satisfy; the dataset's when nothing is said."),
        ["partition/options"] = () => new JsonObject { ["type"] = "object", ["description"] = "How CSV files are written; the dataset's when nothing is said." },
        ["partition/date_column"] = () => Text("What the dataset's date column is called here."),
        ["partition/version"] = () => Text("What changes whenever its rows change; without it only files are known not to have changed."),

        ["tunable/value"] = () => Number("The value."),
        ["tunable/min"] = () => Number("The smallest value that it may be set to."),
        ["tunable/max"] = () => Number("The largest value that it may be set to."),
        ["tunable/choices"] = () => new JsonObject { ["type"] = "array", ["items"] = Number(null), ["description"] = "The only values that it may be set to." },

        ["check/uses"] = () => Texts("The datasets that it may name; all of them when nothing is said."),
        ["check/for_each"] = () => Of("repetition"),
        ["check/only_if"] = () => Text("What has to hold for its assertions to be evaluated."),
        ["check/assertions"] = () => List("assertion", "Its assertions: an expectation alone, or a mapping.", Text(null)),
        ["repetition/dataset"] = () => Texts("The datasets for which the check is repeated; $dataset inside."),
        ["assertion/no_history"] = () => new JsonObject { ["enum"] = new JsonArray("skip", "error", "pass"), ["description"] = "What becomes of it while a past value is not stored yet." },

        ["suite/mute"] = () => List("muted", "Failures that are known and count for nothing until a day."),
        ["muted/check"] = () => Text("The check."),
        ["muted/assertion"] = () => Text("The assertion of the check; all of them when nothing is said."),
        ["muted/until"] = () => Date("The last day."),
        ["muted/reason"] = () => Text("Why."),
        ["profile/start"] = () => Date("The first day on which it is active."),
        ["profile/end"] = () => Date("The last day on which it is active."),
        ["profile/rules"] = () => List("rule", "What it changes, later rules over earlier ones."),
        ["rule/check"] = () => Text("The check."),
        ["rule/assertion"] = () => Text("The assertion of the check; all of them when nothing is said."),
        ["rule/tag"] = () => Text("The tag of a check or an assertion."),
        ["rule/disable"] = () => Flag("Whether the assertions are skipped."),
        ["rule/multiply_value"] = () => Number("By what values are multiplied before they are compared."),

        ["processor/use"] = () => Text("The processor; the name of the instance when nothing is said."),
        ["processor/enabled"] = () => Flag("Whether it runs."),
        ["processor/timeout"] = () => Duration("The limit of each call; 60s when nothing is said."),
        ["processor/on_error"] = () => Choice<OnError>("What its failure means for the run."),
        ["processor/isolation"] = () => Choice<Isolation>("Where it runs."),
        ["processor/when"] = () => Text("What has to hold for it to be told, such as: failed(P0) > 0 or errors > 0."),
        ["processor/notify"] = () => Choice<NotifyMode>("When it is told."),
        ["processor/retries"] = () => Number("How often it is tried again in one run, if it is idempotent; 2 when nothing is said."),
        ["processor/expire"] = () => Duration("For how long a run that it did not take is kept for it; 7d when nothing is said."),
        ["processor/memory_limit"] = () => Text("How much memory its worker may have, such as 500MB."),
    };

    /// <exception cref="InvalidOperationException">Nobody has said yet what stands under this key.</exception>
    public static JsonObject Of(string mapping, string key)
        => s_values.TryGetValue($"{mapping}/{key}", out var value) || s_values.TryGetValue(key, out value)
            ? value()
            : throw new InvalidOperationException($"The key '{key}' of '{mapping}' has no row in {nameof(SchemaValues)}.");

    private static JsonObject Of(string mapping) => new() { ["$ref"] = $"#/definitions/{mapping}" };

    /// <summary>A plain scalar is a text wherever one is wanted, whatever it looks like.</summary>
    private static JsonObject Text(string? description) => Typed(description, "string", "number", "boolean");

    private static JsonObject Number(string? description) => Typed(description, "number");

    private static JsonObject Part(string description)
    {
        var part = Number(description);
        (part["minimum"], part["maximum"]) = (0, 1);
        return part;
    }

    /// <summary>Texts as well, for <c>${NAME}</c>.</summary>
    private static JsonObject Flag(string description) => new() { ["anyOf"] = new JsonArray(Typed(null, "boolean"), Pattern(@"^\$\{")), ["description"] = description };

    private static JsonObject Duration(string description) => new() { ["anyOf"] = new JsonArray(Typed(null, "number"), Pattern(@"^([0-9.]+ *(ms|s|m|h|d)?$|\$\{)")), ["description"] = description };

    private static JsonObject Date(string description)
    {
        var date = Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        date["description"] = description;
        return date;
    }

    private static JsonObject Choice<T>(string description)
        where T : struct, Enum
        => new() { ["enum"] = new JsonArray([.. Enum.GetValues<T>().Select(value => (JsonNode)WireNames.Of(value))]), ["description"] = description };

    private static JsonObject Texts(string description) => new() { ["type"] = "array", ["items"] = Text(null), ["description"] = description };

    private static JsonObject List(string mapping, string? description, JsonObject? instead = null)
    {
        var list = Typed(description, "array");
        list["items"] = Either(mapping, instead);
        return list;
    }

    private static JsonObject Named(string mapping, string description, JsonObject? instead = null)
        => new() { ["type"] = "object", ["additionalProperties"] = Either(mapping, instead), ["description"] = description };

    private static JsonObject Either(string mapping, JsonObject? instead)
        => instead is null ? Of(mapping) : new JsonObject { ["anyOf"] = new JsonArray(Of(mapping), instead) };

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Typed(string? description, params string[] types)
    {
        var typed = new JsonObject { ["type"] = types.Length == 1 ? types[0] : new JsonArray([.. types.Select(type => (JsonNode)type)]) };
        if (description is not null)
        {
            typed["description"] = description;
        }

        return typed;
    }
}
