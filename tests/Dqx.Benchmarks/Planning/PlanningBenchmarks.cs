using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Dqx.Benchmarks.Workloads;
using Dqx.DuckDb;
using Dqx.Evaluation;
using Dqx.Metrics;
using Dqx.Planning;

namespace Dqx.Benchmarks.Planning;

/// <summary>What a plan and an evaluation cost without any data.</summary>
[MemoryDiagnoser]
public class PlanningBenchmarks
{
    private VerificationSuite _suite = Runs.Suite(["num_rows()"]);
    private PlanningContext? _context;
    private Plan? _plan;

    /// <summary>How many assertions there are.</summary>
    [Params(100, 1_000, 10_000)]
    public int Assertions { get; set; }

    /// <summary>Runs them, in this process and short.</summary>
    public static void Run() => BenchmarkRunner.Run<PlanningBenchmarks>(
        DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Machine.Root, "artifacts", "benchmarks")));

    /// <summary>A suite over forty columns.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _suite = Runs.Suite(Enumerable.Range(0, Assertions).Select(index => $"sum(c{index % 40})/num_rows() >= 0"));
        _context = new PlanningContext { Key = ResultKey.For(Runs.Date), Today = Runs.Date, Datasets = [DuckDbDataset.FromParquet("data", "data.parquet")] };
        _plan = Planner.Plan(_suite, _context);
    }

    /// <summary>From the suite to the plan.</summary>
    [Benchmark]
    public object Plan() => Planner.Plan(_suite, _context ?? throw new InvalidOperationException());

    /// <summary>From values to results.</summary>
    [Benchmark]
    public int Evaluate()
    {
        var value = new MetricValue.Number(7);
        return _plan?.Assertions.Sum(assertion => ResultWriter.Result(assertion, _ => value, null).Symbols.Length) ?? 0;
    }
}
