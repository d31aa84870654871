namespace Dqx.Tests.Delivery;

/// <summary>Runs that were not run.</summary>
internal static class Runs
{
    public static SuiteRun Of(params AssertionResult[] results) => new()
    {
        RunId = Guid.CreateVersion7(),
        Suite = "Orders",
        Key = ResultKey.For(new DateOnly(2026, 11, 20)),
        StartedAt = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero),
        Datasets = ["orders"],
        Results = [.. results],
    };

    public static AssertionResult Result(string name, AssertionStatus status, Severity severity = Severity.P1, string[]? tags = null) => new()
    {
        Check = "Check",
        Assertion = name,
        Status = status,
        Severity = severity,
        Expression = "num_rows() > 0",
        Tags = [.. tags ?? []],
    };

    public static SuiteRun On(this SuiteRun run, DateOnly date) => run with { Key = new ResultKey(date, run.Key.Tags) };
}
