namespace Dqx.Composition.Tests.Support;

/// <summary>Runs to hand over.</summary>
internal static class Runs
{
    public static SuiteRun Failing { get; } = new()
    {
        RunId = Guid.Parse("0192f0c1-2345-7abc-8def-0123456789ab"),
        Suite = "Orders quality",
        Key = ResultKey.For(new DateOnly(2026, 11, 20)),
        StartedAt = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero),
        Duration = TimeSpan.FromMilliseconds(12.5),
        Datasets = ["orders"],
        Results =
        [
            new AssertionResult
            {
                Check = "Revenue integrity",
                Assertion = "revenue is positive",
                Severity = Severity.P0,
                SeverityDeclared = Severity.P0,
                Status = AssertionStatus.Failed,
                Value = -1,
                Expression = "sum(revenue) > 0",
                Operator = ">",
                Lower = 0,
                Tolerance = 1e-9,
                Symbols = ["x_1"],
            },
        ],
        Symbols = [new SymbolInfo { Name = "x_1", Metric = "sum(revenue)", Dataset = "orders", Date = new DateOnly(2026, 11, 20), Value = -1 }],
    };
}
