using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Dqx;

/// <summary>Writes one run; the order of the calls is the order of the properties.</summary>
internal sealed class RunDocumentWriter(Utf8JsonWriter json)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const string DateFormat = "yyyy-MM-dd";

    public void Write(SuiteRun run)
    {
        json.WriteStartObject();
        json.WriteString("schema", RunDocument.Schema);
        json.WriteString("run_id", run.RunId);
        json.WriteString("suite", run.Suite);
        Meta(run.Meta);
        json.WriteStartObject("key");
        Date("date", run.Key.Date);
        Map("tags", run.Key.Tags);
        json.WriteEndObject();
        Map("labels", run.Labels);
        json.WriteString("started_at", run.StartedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        Number("duration_ms", run.Duration.TotalMilliseconds);
        Name<RunStatus>("status", run.Status);
        Strings("datasets", run.Datasets);
        Summary(run.Summary);
        Array("results", run.Results, Result);
        Array("symbols", run.Symbols, Symbol);
        Array("diagnostics", run.Diagnostics, Finding);
        Array("processors", run.Processors, Processor);
        if (run.Exit is { } exit)
        {
            json.WriteStartObject("exit");
            json.WriteNumber("code", exit.Code);
            Name<Severity>("fail_on", exit.FailOn);
            Strings("reasons", exit.Reasons);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
    }

    private void Summary(RunSummary summary)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("assertions", summary.Assertions);
        json.WriteNumber("passed", summary.Passed);
        json.WriteNumber("failed", summary.Failed);
        json.WriteNumber("errors", summary.Errors);
        json.WriteNumber("skipped", summary.Skipped);
        json.WriteNumber("muted", summary.Muted);
        json.WriteEndObject();
    }

    private void Result(AssertionResult result)
    {
        json.WriteString("check", result.Check);
        json.WriteString("assertion", result.Assertion);
        json.WriteString("id", result.Id);
        if (result.CheckId is not null)
        {
            json.WriteString("check_id", result.CheckId);
        }

        json.WriteString("segment", result.Segment);
        Name<Severity>("severity", result.Severity);
        Name<Severity>("severity_declared", result.SeverityDeclared);
        Name<AssertionStatus>("status", result.Status);
        Number("value", result.Value);
        json.WriteString("expression", result.Expression);
        json.WriteString("operator", result.Operator);
        Number("lower", result.Lower);
        Number("upper", result.Upper);
        Number("tolerance", result.Tolerance);
        json.WriteString("error", result.Error);
        Name("error_kind", result.ErrorKind);
        Name("reason", result.Reason);
        json.WriteBoolean("muted", result.Muted);
        Strings("profiles", result.Profiles);
        Strings("symbols", result.Symbols);
        Strings("tags", result.Tags);
        Meta(result.Meta);
    }

    private void Symbol(SymbolInfo symbol)
    {
        json.WriteString("name", symbol.Name);
        json.WriteString("metric", symbol.Metric);
        json.WriteString("dataset", symbol.Dataset);
        Date("date", symbol.Date);
        Number("value", symbol.Value);
        json.WriteString("error", symbol.Error);
    }

    private void Finding(Diagnostic diagnostic)
    {
        json.WriteString("id", diagnostic.Id);
        Name<DiagnosticSeverity>("severity", diagnostic.Severity);
        json.WriteString("message", diagnostic.Message);
        json.WriteString("file", diagnostic.File);
        if (diagnostic.Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        if (diagnostic.Column is { } column)
        {
            json.WriteNumber("column", column);
        }
    }

    private void Processor(ProcessorReport report)
    {
        json.WriteString("name", report.Name);
        json.WriteString("use", report.Use);
        json.WriteNumber("order", report.Order);
        Name<ProcessorStatus>("status", report.Status);
        Number("duration_ms", report.Duration.TotalMilliseconds);
        json.WriteString("phase", report.Phase);
        json.WriteString("error", report.Error);
        json.WriteString("diagnostic", report.Diagnostic);
        json.WriteString("file", report.File);
    }

    private void Array<T>(string name, ImmutableArray<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Strings(string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private void Map(string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private void Meta(Metadata meta)
    {
        json.WriteStartObject("meta");
        foreach (var (key, value) in meta)
        {
            json.WritePropertyName(key);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private void Date(string name, DateOnly date) => json.WriteString(name, date.ToString(DateFormat, CultureInfo.InvariantCulture));

    private void Name<T>(string name, T? value)
        where T : struct, Enum
        => json.WriteString(name, value is { } known ? WireNames.Of(known) : null);

    /// <summary>Adding 0 turns −0 into 0. A value that is not finite never gets here: it is an error, not a value.</summary>
    private void Number(string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number + 0.0);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
