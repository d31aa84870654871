namespace Dqx.Extensions.Tests.DatabaseWriter;

/// <summary>Runs to write.</summary>
internal static class SampleRuns
{
    private static readonly DateOnly s_date = new(2026, 11, 20);

    /// <summary>A run in which every column is filled somewhere and empty somewhere else, where it may be.</summary>
    public static SuiteRun Full(Guid? id = null) => new()
    {
        RunId = id ?? Guid.CreateVersion7(),
        Suite = "Orders quality",
        Meta = new Metadata([KeyValuePair.Create("owner", "payments")]),
        Key = new ResultKey(s_date, [KeyValuePair.Create("env", "prod"), KeyValuePair.Create("country", "NL")]),
        Labels = Empty().Labels.Add("build", "1234"),
        StartedAt = new DateTimeOffset(2026, 11, 20, 9, 30, 0, 250, TimeSpan.FromHours(1)),
        Duration = TimeSpan.FromMilliseconds(12.5),
        Datasets = ["orders", "customers"],
        Results =
        [
            new()
            {
                Check = "Revenue integrity", Assertion = "revenue is between", Id = "rev-1", Segment = "NL", Severity = Severity.P0, SeverityDeclared = Severity.P2,
                Status = AssertionStatus.Failed, Value = 0.1 + 0.2, Expression = "sum(revenue) between 1 and 2", Operator = "between", Lower = 1, Upper = 2, Tolerance = 1e-9,
                Profiles = ["weekend"], Symbols = ["x_1"], Tags = ["finance", "daily"], Meta = new Metadata([KeyValuePair.Create("runbook", "see the wiki")]),
            },
            new()
            {
                Check = "Revenue integrity", Assertion = "is there", Status = AssertionStatus.Error, Expression = "sum(nothing) > 0", Operator = ">", Lower = 0, Tolerance = 0,
                Error = "no column 'nothing'", ErrorKind = ErrorKind.Schema, Muted = true, Symbols = ["x_2"],
            },
            new() { Check = "Trend", Assertion = "as before", Status = AssertionStatus.Skipped, Expression = "sum(revenue, lag=1) > 0", Reason = SkipReason.NoHistory },
            new() { Check = "Trend", Assertion = "collected", Status = AssertionStatus.Passed, Expression = "num_rows()", Value = 3_000_000 },
        ],
        Symbols =
        [
            new() { Name = "x_1", Metric = "sum(revenue)", Dataset = "orders", Date = s_date, Value = 0.1 + 0.2 },
            new() { Name = "x_2", Metric = "sum(nothing)", Date = s_date.AddDays(-1), Error = "no column 'nothing'" },
        ],
        Diagnostics = [new() { Id = "DQX9002", Severity = DiagnosticSeverity.Warning, Message = "a sample", File = "orders.yaml", Line = 3 }],
    };

    /// <summary>A run with nothing in it but what a run must have.</summary>
    public static SuiteRun Empty() => new()
    {
        RunId = Guid.CreateVersion7(),
        Suite = "Empty",
        Key = ResultKey.For(s_date),
        StartedAt = new DateTimeOffset(2026, 11, 20, 8, 30, 0, TimeSpan.Zero),
    };

    /// <summary>A run with so many results, and one symbol for every two of them.</summary>
    public static SuiteRun Large(int results) => Empty() with
    {
        Results = [.. Enumerable.Range(0, results).Select(index => Result($"assertion {index}"))],
        Symbols = [.. Enumerable.Range(1, results / 2).Select(index => new SymbolInfo { Name = $"x_{index}", Metric = "num_rows()", Dataset = "orders", Date = s_date, Value = index })],
    };

    public static AssertionResult Result(string assertion)
        => new() { Check = "Check", Assertion = assertion, Status = AssertionStatus.Passed, Expression = "num_rows() > 0", Value = 1 };

    public static ProcessorContext ContextOf(SuiteRun run)
        => new() { Instance = "db_writer", IdempotencyKey = $"{run.RunId}/db_writer" };
}
