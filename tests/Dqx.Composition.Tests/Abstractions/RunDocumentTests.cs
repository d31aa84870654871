using System.Text.Json;
using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests.Abstractions;

public sealed class RunDocumentTests
{
    private static readonly SuiteRun s_full = Runs.Failing with
    {
        Meta = new Metadata([KeyValuePair.Create("owner", "payments"), KeyValuePair.Create("runbook", "https://runbooks.example/revenue")]),
        Key = new ResultKey(new DateOnly(2026, 11, 20), [KeyValuePair.Create("env", "prod"), KeyValuePair.Create("area", "eu")]),
        Labels = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("build", "17"),
        StartedAt = new DateTimeOffset(2026, 11, 20, 7, 0, 0, 123, TimeSpan.FromHours(1)),
        Results =
        [
            .. Runs.Failing.Results,
            new AssertionResult
            {
                Check = "c", Assertion = "a", CheckId = "check-1", Id = "id-1", Segment = "NL", Severity = Severity.P3, SeverityDeclared = Severity.P2, Status = AssertionStatus.Error, Expression = "x",
                Error = "no such column", ErrorKind = ErrorKind.Schema, Muted = true, Profiles = ["night"], Tags = ["finance"], Meta = new Metadata([KeyValuePair.Create("k", "v")]),
            },
            new AssertionResult { Check = "c", Assertion = "b", Status = AssertionStatus.Skipped, Expression = "y", Reason = SkipReason.NoHistory },
            new AssertionResult { Check = "c", Assertion = "d", Status = AssertionStatus.Passed, Expression = "between", Operator = "between", Lower = -0.0, Upper = 1e300, Value = 0.1 + 0.2 },
        ],
        Symbols = [.. Runs.Failing.Symbols, new SymbolInfo { Name = "x_2", Metric = "m", Date = new DateOnly(2026, 11, 19), Error = "no value" }],
        Diagnostics = [new Diagnostic { Id = "DQX2003", Severity = DiagnosticSeverity.Warning, Message = "m", File = "f", Line = 3, Column = 4 }, new Diagnostic { Id = "DQX2012", Severity = DiagnosticSeverity.Info, Message = "n" }],
        Processors = [new ProcessorReport { Name = "page", Use = "email_alerts", Order = 100, Status = ProcessorStatus.TimedOut, Duration = TimeSpan.FromMilliseconds(1.2), Phase = "process", Error = "e", Diagnostic = "DQX2123", File = "/x/y.dll" }],
        Exit = new RunExit(1, Severity.P2, ["failed", "error"]),
    };

    [Fact]
    public void A_document_reads_back_as_the_same_run()
    {
        var json = RunDocument.ToJson(s_full);
        var read = RunDocument.Read(json);

        RunDocument.ToJson(read).ShouldBe(json);
        read.Key.ShouldBe(s_full.Key);
        read.StartedAt.UtcDateTime.ShouldBe(s_full.StartedAt.UtcDateTime);
        read.Results.Length.ShouldBe(4);
        read.Results[1].ErrorKind.ShouldBe(ErrorKind.Schema);
        read.Results[3].Value.ShouldBe(0.1 + 0.2);
        read.Processors[0].Status.ShouldBe(ProcessorStatus.TimedOut);
        read.Exit!.Reasons.ShouldBe(["failed", "error"]);
        read.Diagnostics[0].ShouldBe(s_full.Diagnostics[0]);
        read.Symbols.ShouldBe(s_full.Symbols);
    }

    [Fact]
    public Task The_document_is_reviewed() => Snapshot.Verify(s_full);

    [Fact]
    public void Negative_zero_is_zero_and_what_is_not_finite_is_null()
    {
        var run = Runs.Failing with { Results = [Runs.Failing.Results[0] with { Value = -0.0, Lower = double.NaN, Upper = double.PositiveInfinity }] };
        using var document = JsonDocument.Parse(RunDocument.ToJson(run));
        var result = document.RootElement.GetProperty("results")[0];

        result.GetProperty("value").GetRawText().ShouldBe("0");
        result.GetProperty("lower").ValueKind.ShouldBe(JsonValueKind.Null);
        result.GetProperty("upper").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void A_duration_keeps_every_tick()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var run = Runs.Failing with { Duration = TimeSpan.FromTicks(random.NextInt64(36_000_000_000)) };

            RunDocument.Read(RunDocument.ToJson(run)).Duration.ShouldBe(run.Duration);
        }
    }

    [Fact]
    public void Unknown_properties_are_ignored_and_missing_lists_are_empty()
    {
        var run = RunDocument.Read("""
            { "schema": "dqx.run/1", "news": { "a": [1] }, "run_id": "0192f0c1-2345-7abc-8def-0123456789ab", "suite": "s", "key": { "date": "2026-11-20", "x": 1 }, "started_at": "2026-11-20T06:00:00Z" }
            """);

        run.Results.ShouldBeEmpty();
        run.Labels.ShouldBeEmpty();
        run.Duration.ShouldBe(TimeSpan.Zero);
        run.Status.ShouldBe(RunStatus.Skipped);
        run.Meta.ShouldBe(Metadata.Empty);
        run.Exit.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("{ \"schema\": \"dqx.run/2\" }")]
    [InlineData("{ \"schema\": 5 }")]
    [InlineData("{ \"schema\": \"dqx.run/1\" }")]
    [InlineData("{ \"schema\": \"dqx.run/1\", \"run_id\": \"x\", \"suite\": \"s\", \"key\": { \"date\": \"2026-11-20\" }, \"started_at\": \"2026-11-20T06:00:00Z\" }")]
    [InlineData("{ \"schema\": \"dqx.run/1\", \"run_id\": \"0192f0c1-2345-7abc-8def-0123456789ab\", \"suite\": null, \"key\": { \"date\": \"2026-11-20\" }, \"started_at\": \"2026-11-20T06:00:00Z\" }")]
    [InlineData("{ \"schema\": \"dqx.run/1\", \"run_id\": \"0192f0c1-2345-7abc-8def-0123456789ab\", \"suite\": \"s\", \"key\": { \"date\": \"20.11.2026\" }, \"started_at\": \"2026-11-20T06:00:00Z\" }")]
    [InlineData("{ \"schema\": \"dqx.run/1\", \"run_id\": \"0192f0c1-2345-7abc-8def-0123456789ab\", \"suite\": \"s\", \"key\": { \"date\": \"2026-11-20\" }, \"started_at\": \"2026-11-20T06:00:00Z\", \"duration_ms\": 1e300 }")]
    [InlineData("{ \"schema\": \"dqx.run/1\", \"run_id\": \"0192f0c1-2345-7abc-8def-0123456789ab\", \"suite\": \"s\", \"key\": { \"date\": \"2026-11-20\" }, \"started_at\": \"2026-11-20T06:00:00Z\", \"datasets\": [null] }")]
    [InlineData("{ \"schema\": \"dqx.run/1\", \"run_id\": \"0192f0c1-2345-7abc-8def-0123456789ab\", \"suite\": \"s\", \"key\": { \"date\": \"2026-11-20\" }, \"started_at\": \"2026-11-20T06:00:00Z\", \"processors\": [{ \"name\": \"a\", \"use\": \"a\", \"order\": 1, \"status\": \"great\" }] }")]
    public void What_is_no_run_document_is_told(string json)
        => Should.Throw<DqxException>(() => RunDocument.Read(json)).DiagnosticId.ShouldBe("DQX9002");

    [Fact]
    public void Summary_and_status_count_what_they_say()
    {
        AssertionResult Of(AssertionStatus status, bool muted = false) => Runs.Failing.Results[0] with { Status = status, Muted = muted };
        SuiteRun Run(params AssertionResult[] results) => Runs.Failing with { Results = [.. results] };

        var all = Run(Of(AssertionStatus.Passed), Of(AssertionStatus.Failed), Of(AssertionStatus.Error), Of(AssertionStatus.Skipped), Of(AssertionStatus.Failed, muted: true));
        all.Summary.ShouldBe(new RunSummary(5, 1, 1, 1, 1, 1));
        all.Summary.PassRate.ShouldBe(20);
        all.Status.ShouldBe(RunStatus.Error);
        all.Failures.Count().ShouldBe(1);
        all.Errors.Count().ShouldBe(1);
        all.FailuresOf(Severity.P0).ShouldBe(1);
        all.FailuresOf(Severity.P1).ShouldBe(0);
        all.Symbol("x_1").ShouldNotBeNull();
        all.Symbol("x_9").ShouldBeNull();
        Run(Of(AssertionStatus.Failed)).Status.ShouldBe(RunStatus.Failed);
        Run(Of(AssertionStatus.Passed)).Status.ShouldBe(RunStatus.Passed);
        Run(Of(AssertionStatus.Failed, muted: true)).Status.ShouldBe(RunStatus.Passed);
        Run(Of(AssertionStatus.Skipped)).Status.ShouldBe(RunStatus.Skipped);
        Run().Summary.PassRate.ShouldBe(100);
        (Runs.Failing with { Results = default, Datasets = default, Symbols = default, Diagnostics = default, Processors = default }).Results.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null, null, "warning DQX1: m")]
    [InlineData("f", null, null, "f: warning DQX1: m")]
    [InlineData("f", 3, null, "f:3: warning DQX1: m")]
    [InlineData("f", 3, 4, "f:3:4: warning DQX1: m")]
    public void A_diagnostic_prints_as_compilers_do(string? file, int? line, int? column, string text)
        => new Diagnostic { Id = "DQX1", Severity = DiagnosticSeverity.Warning, Message = "m", File = file, Line = line, Column = column }.ToString().ShouldBe(text);

    [Fact]
    public void Keys_are_equal_by_date_and_tags()
    {
        var one = new ResultKey(new DateOnly(2026, 11, 20), [KeyValuePair.Create("b", "2"), KeyValuePair.Create("a", "1")]);
        var same = new ResultKey(new DateOnly(2026, 11, 20), [KeyValuePair.Create("a", "1"), KeyValuePair.Create("b", "2")]);

        one.ShouldBe(same);
        one.GetHashCode().ShouldBe(same.GetHashCode());
        one.ToString().ShouldBe("2026-11-20 a=1 b=2");
        one.ShouldNotBe(ResultKey.For(one.Date));
        one.Equals(null).ShouldBeFalse();
        one.Lag(20).ToString().ShouldBe("2026-10-31 a=1 b=2");
    }

    [Fact]
    public void What_processors_are_told_besides_the_run_are_values()
    {
        var problem = new ProblemKey("c", "a", AssertionStatus.Failed);
        var notice = new Notification(NotificationKind.Recovery, [], [problem]);
        var query = new MetricQuery("s", "d", "sum(x)", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 20));

        (problem.Check, problem.Assertion, problem.Status).ShouldBe(("c", "a", AssertionStatus.Failed));
        (notice.Kind, notice.New.Length, notice.Recovered.Single()).ShouldBe((NotificationKind.Recovery, 0, problem));
        (query.Suite, query.Dataset, query.Metric, query.From.Day, query.To.Day, query.Tags).ShouldBe(("s", "d", "sum(x)", 1, 20, null));
        new MetricPoint(query.From, 1, null, Guid.Empty).ShouldSatisfyAllConditions(point => point.Date.ShouldBe(query.From), point => point.Value.ShouldBe(1), point => point.Error.ShouldBeNull(), point => point.RunId.ShouldBe(Guid.Empty));
    }

    [Fact]
    public void Metadata_is_a_value()
    {
        var one = new Metadata([KeyValuePair.Create("a", "1"), KeyValuePair.Create("b", "2")]);
        var other = new Metadata([KeyValuePair.Create("b", "2"), KeyValuePair.Create("a", "1")]);
        using var json = JsonDocument.Parse("""{ "x": [1, 2], "y": "t" }""");
        var mixed = new Metadata(json.RootElement.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, item.Value)));

        one.Equals(other).ShouldBeTrue();
        one.Equals((object)other).ShouldBeTrue();
        one.GetHashCode().ShouldBe(other.GetHashCode());
        one.Equals(mixed).ShouldBeFalse();
        one.Equals((Metadata?)null).ShouldBeFalse();
        one.Keys.ShouldBe(["a", "b"]);
        one.Values.Select(value => value.GetString()).ShouldBe(["1", "2"]);
        one.ContainsKey("a").ShouldBeTrue();
        one["a"].GetString().ShouldBe("1");
        mixed.Text("x").ShouldBe("[1, 2]");
        mixed.Text("y").ShouldBe("t");
        mixed.Text("z").ShouldBeNull();
        ((System.Collections.IEnumerable)one).GetEnumerator().MoveNext().ShouldBeTrue();
    }
}
