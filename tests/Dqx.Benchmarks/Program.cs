using Dqx.Benchmarks;
using Dqx.Benchmarks.Bars;

IBar[] bars = [new FlightsBar(), new DispatchBar(), new WorkerBar()];

if (args is not ["bars", .. var names])
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Dqx.Benchmarks -- bars [NAME…]");
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
