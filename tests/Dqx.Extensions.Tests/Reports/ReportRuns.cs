using System.Globalization;

namespace Dqx.Extensions.Tests.Reports;

/// <summary>Runs to report.</summary>
internal static class ReportRuns
{
    public const string Script = "</script><img src=x onerror=alert(1)><!-- <script>alert(2)</script>";

    public static readonly DateOnly Date = new(2026, 11, 20);

    /// <summary>Something of everything: passed, failed, not evaluated, skipped, muted, and names that somebody chose to do harm.</summary>
    public static SuiteRun Sample { get; } = new()
    {
        RunId = new Guid("019a0000-0000-7000-8000-000000000001"),
        Suite = "Orders quality",
        Key = new ResultKey(Date, [KeyValuePair.Create("env", "prod")]),
        StartedAt = new DateTimeOffset(2026, 11, 20, 8, 30, 0, 250, TimeSpan.Zero),
        Duration = TimeSpan.FromMilliseconds(1234.5),
        Datasets = ["orders", "customers"],
        Results =
        [
            Of("Revenue integrity", "revenue is positive", AssertionStatus.Passed, "sum(revenue) > 0", 1250.5, "x_1") with { Tags = ["finance"], Meta = Meta(("owner", "payments"), ("runbook", "https://runbooks.example/revenue?a=1&b=2")) },
            Of("Revenue integrity", "daily change", AssertionStatus.Failed, "sum(revenue) / sum(revenue, lag=1) between 0.8 and 1.2", 0.1 + 0.2, "x_1", "x_2") with
            {
                Id = "rev-1", Segment = "NL", Severity = Severity.P0, SeverityDeclared = Severity.P2, Operator = "between", Lower = 0.8, Upper = 1.2, Profiles = ["weekend"], Tags = ["finance", "daily"],
            },
            Of("Feed", "e-mail is there", AssertionStatus.Error, "null_count(email) / num_rows() < 0.05", null, "x_3") with { Error = "There is no column 'email'; did you mean 'e_mail'?", ErrorKind = ErrorKind.Schema, Severity = Severity.P2 },
            Of("Feed", "rates are low", AssertionStatus.Failed, "maximum(rate) < 0.3", 0.4, "x_4") with { Operator = "<", Lower = null, Upper = 0.3, Muted = true },
            Of("Feed", "as before", AssertionStatus.Skipped, "day_over_day(num_rows()) < 0.5", null) with { Reason = SkipReason.NoHistory, Severity = Severity.P3 },
            Of("Feed", "rows are collected", AssertionStatus.Passed, "num_rows()", 3_000_000) with { Operator = null, Lower = null },
            Of(Script, "a | b `c` *d* [e](javascript:alert(3)) @everyone #1 www.evil.example", AssertionStatus.Failed, $"custom_sql(\"{Script}\") = 1", 2, "x_5") with
            {
                Severity = Severity.P2, Operator = "=", Lower = 1, Tags = ["\"><svg/onload=alert(4)>"], Meta = Meta(("runbook", "javascript:alert(5)"), ("x\" onclick=\"alert(6)", "data:text/html,<script>alert(7)</script>")),
            },
            Of("line one\nline two\r::error::no", "nul \0 bell \a escape \u001b[31m half \ud800 rtl \u202Etxt.exe 🎯 ﷽ %0A::warning::no", AssertionStatus.Error, "sum(x) > 0\n||", null) with { Error = "first line\r\n::error file=a::second\tline\uFFFE" },
        ],
        Symbols =
        [
            new() { Name = "x_1", Metric = "sum(revenue)", Dataset = "orders", Date = Date, Value = 1250.5 },
            new() { Name = "x_2", Metric = "sum(revenue, lag=1)", Dataset = "orders", Date = Date.AddDays(-1), Value = 4168.25 },
            new() { Name = "x_3", Metric = "null_count(email, dataset=customers)", Dataset = "customers", Date = Date, Error = "There is no column 'email'." },
            new() { Name = "x_4", Metric = "maximum(rate)", Dataset = "orders", Date = Date, Value = 0.4 },
            new() { Name = "x_5", Metric = $"custom_sql(\"{Script}\", where=\"a = ', lag=1'\")", Dataset = Script, Date = Date, Value = 2 },
        ],
        Diagnostics = [new() { Id = "DQX9002", Severity = DiagnosticSeverity.Warning, Message = "a sample, with | a bar", File = "suites/orders.yaml", Line = 3, Column = 7 }],
    };

    /// <summary>So many results; every tenth has failed, every hundredth could not be evaluated.</summary>
    public static SuiteRun Large(int results) => Sample with
    {
        Results =
        [
            .. Enumerable.Range(0, results).Select(index => Of(
                string.Create(CultureInfo.InvariantCulture, $"Check {index / 20}"),
                string.Create(CultureInfo.InvariantCulture, $"assertion {index}"),
                index % 100 == 7 ? AssertionStatus.Error : index % 10 == 3 ? AssertionStatus.Failed : AssertionStatus.Passed,
                string.Create(CultureInfo.InvariantCulture, $"sum(column_{index}) / num_rows() > 0"),
                index % 100 == 7 ? null : index,
                string.Create(CultureInfo.InvariantCulture, $"x_{index + 1}")) with { Severity = (Severity)(index % 4), Error = index % 100 == 7 ? "no non-null values" : null, Tags = [index % 2 == 0 ? "even" : "odd"] }),
        ],
        Symbols = [.. Enumerable.Range(0, results).Select(index => new SymbolInfo { Name = string.Create(CultureInfo.InvariantCulture, $"x_{index + 1}"), Metric = string.Create(CultureInfo.InvariantCulture, $"sum(column_{index})"), Dataset = "orders", Date = Date, Value = index })],
    };

    public static AssertionResult Of(string check, string assertion, AssertionStatus status, string expression, double? value, params string[] symbols) => new()
    {
        Check = check, Assertion = assertion, Status = status, Expression = expression, Value = value, Symbols = [.. symbols], Operator = ">", Lower = 0, Tolerance = 1e-9,
    };

    private static Metadata Meta(params (string Name, string Value)[] values) => new(values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
