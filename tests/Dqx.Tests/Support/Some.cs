using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Expressions;

namespace Dqx.Tests.Support;

/// <summary>Makes what tests need and do not care about.</summary>
internal static class Some
{
    public static readonly DateOnly Date = new(2026, 11, 20);

    /// <summary>Rows of columns, as SQL: <c>Rows("a, b", "(1, 'x')", "(NULL, 'y')")</c>.</summary>
    public static QueryDataset Rows(string columns, params string[] rows)
        => new("data", $"SELECT * FROM (VALUES {string.Join(", ", rows)}) AS rows({columns})");

    public static VerificationSuite Suite(params string[] expectations) => new()
    {
        Name = "Suite",
        Checks = [new Check { Name = "Check", Assertions = [.. expectations.Select((text, index) => new Assertion { Name = $"{index + 1}", Expectation = Expectation.Parse(text) })] }],
    };

    public static Task<SuiteRun> RunAsync(IDataset dataset, params string[] expectations)
        => new SuiteRunner().RunAsync(Suite(expectations), [dataset], ResultKey.For(Date));

    /// <summary>The only result of a run of one expectation.</summary>
    public static async Task<AssertionResult> ResultAsync(IDataset dataset, string expectation)
        => (await RunAsync(dataset, expectation)).Results.ShouldHaveSingleItem();
}
