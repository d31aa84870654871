using System.Globalization;
using Dqx;
using Dqx.Extensions.DatabaseWriter;
using Dqx.Extensions.Reports;
using Microsoft.Extensions.Logging.Abstractions;

// SETTINGS (JSON), FOLDER of the suite file, how many results each run has, how many runs (0: no end), which processor.
// Prints a run's id when the run is written.
var (settings, results, runs) = (ProcessorSettings.FromJson(args[0], args[1]), Number(args[2]), Number(args[3]));
IResultProcessor processor = args[4] == "reports" ? new ReportsProcessor(NullLoggerFactory.Instance, TimeProvider.System) : new DatabaseWriterProcessor(NullLoggerFactory.Instance);
await processor.InitializeAsync(settings, CancellationToken.None);
var first = new SuiteRun
{
    RunId = Guid.CreateVersion7(),
    Suite = "Endless",
    Key = ResultKey.For(new DateOnly(2026, 11, 20)),
    StartedAt = TimeProvider.System.GetUtcNow(),
    Results = [.. Enumerable.Range(0, results).Select(index => new AssertionResult
    {
        Check = "Check",
        Assertion = $"assertion {index}",
        Status = AssertionStatus.Passed,
        Expression = "sum(revenue) > 0",
        Value = index,
    })],
    Symbols = [.. Enumerable.Range(1, results / 2).Select(index => new SymbolInfo
    {
        Name = $"x_{index}",
        Metric = "sum(revenue)",
        Dataset = "orders",
        Date = new DateOnly(2026, 11, 20),
        Value = index,
    })],
};
for (var number = 0; runs == 0 || number < runs; number++)
{
    var run = first with { RunId = Guid.CreateVersion7() };
    await processor.ProcessAsync(run, new ProcessorContext { Instance = args[4], IdempotencyKey = $"{run.RunId}/{args[4]}" }, CancellationToken.None);
    Console.WriteLine(run.RunId);
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
