using System.Collections.Immutable;
using System.Globalization;
using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Planning.Passes;

/// <summary>Gives every metric one symbol, however often it is used. Linear in the number of uses.</summary>
internal static class Deduplicate
{
    public static Plan Apply(Plan plan)
    {
        var symbols = new OrderedDictionary<Metric, PlannedSymbol>();
        var assertions = ImmutableArray.CreateBuilder<PlannedAssertion>(plan.Assertions.Length);
        foreach (var assertion in plan.Assertions)
        {
            var written = assertion.Assertion.Expectation.Metrics();
            var own = assertion.Expectation.Metrics().Zip(written, (resolved, metric) => Symbol(symbols, metric, resolved, plan.Key));
            assertions.Add(assertion with { Symbols = [.. own.Distinct()] });
        }

        return plan with { Assertions = assertions.DrainToImmutable(), Symbols = [.. symbols.Values] };
    }

    private static PlannedSymbol Symbol(OrderedDictionary<Metric, PlannedSymbol> symbols, Metric written, Metric resolved, ResultKey key)
    {
        if (!symbols.TryGetValue(resolved, out var symbol))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"x_{symbols.Count + 1}");
            symbols.Add(resolved, symbol = new PlannedSymbol(name, written, resolved, key.Date.AddDays(-resolved.Lag)));
        }

        return symbol;
    }
}
