using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Expressions;

namespace Dqx.Benchmarks.Workloads;

/// <summary>Suites and their runs in this process.</summary>
internal static class Runs
{
    public static readonly DateOnly Date = new(2026, 11, 20);

    /// <summary>One check with these expectations.</summary>
    public static VerificationSuite Suite(IEnumerable<string> expectations) => new()
    {
        Name = "Bar",
        Checks = [new Check { Name = "Bar", Assertions = [.. expectations.Select((text, index) => new Assertion { Name = $"{index}", Expectation = Expectation.Parse(text) })] }],
    };

    /// <exception cref="InvalidOperationException">An assertion could not be evaluated: the bar would measure an error.</exception>
    public static async Task RunAsync(VerificationSuite suite, IDataset dataset)
    {
        var run = await new SuiteRunner().RunAsync(suite, [dataset], ResultKey.For(Date));
        if (run.Results.FirstOrDefault(result => result.Status is AssertionStatus.Error or AssertionStatus.Skipped) is { } broken)
        {
            throw new InvalidOperationException($"{broken.Assertion} {broken.Expression}: {broken.Error}");
        }
    }
}
