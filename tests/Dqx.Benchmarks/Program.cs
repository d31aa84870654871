using Dqx.Benchmarks;
using Dqx.Benchmarks.Bars;
using Dqx.Benchmarks.Partitions;
using Dqx.Benchmarks.Planning;
using Dqx.Benchmarks.Starts;

// First of all: what a child process measures is a start, of which nothing may have happened before.
if (args is [ColdStart.Argument, var what, .. var catalog])
{
    return await ColdStart.RunAsync(what, catalog is [var folder] ? folder : "");
}

if (args is ["planning", ..])
{
    PlanningBenchmarks.Run();
    return 0;
}

if (args is ["partitions"])
{
    await PartitionReport.RunAsync();
    return 0;
}

IBar[] bars =
[
    new SixteenMetricsBar(), new WideTableBar(), new DistinctBar(), new LagsBar(), new AssertionsBar(1_000, 50), new AssertionsBar(10_000, 500), new PartitionBar(),
    new HistoryBar(), new ColdRunBar(), new MemoryBar(), new FlightsBar(), new DispatchBar(), new WorkerBar(), new NoExtensionsBar(), new DisabledBar(), new FiftyBar(), new ReloadBar(),
    new DatabaseWriterBar(), new PostgresBar(), new ClickHouseBar(), new ShardsBar(),
];

if (args is not ["bars", .. var names])
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Dqx.Benchmarks -- bars [NAME…] | planning | partitions");
    return 2;
}

var holds = true;
foreach (var bar in bars.Where(bar => names.Length == 0 || names.Any(name => bar.Name.Contains(name, StringComparison.OrdinalIgnoreCase))))
{
    var result = await bar.MeasureAsync();
    holds &= result.Holds;
    Console.WriteLine($"{bar.Name} | {result.Figure} | {result.Limit} | {(result.Holds ? "holds" : "DOES NOT HOLD")}");
}

return holds ? 0 : 1;
