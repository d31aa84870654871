using System.Globalization;
using Dqx.Metrics;

namespace Dqx.Planning.Passes;

/// <summary>Gives every metric one symbol, however often it is used. Linear in the number of uses.</summary>
internal static class Deduplicate
{
    public static Plan Apply(Plan plan)
    {
        var symbols = new OrderedDictionary<Metric, PlannedSymbol>();
        foreach (var assertion in plan.InOrder())
        {
            foreach (var need in assertion.Needs)
            {
                if (!symbols.ContainsKey(need.Resolved))
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"x_{symbols.Count + 1}");
                    symbols.Add(need.Resolved, new PlannedSymbol(name, need.Written, need.Resolved, plan.Context.Key.Date.AddDays(-need.Resolved.Lag)));
                }
            }
        }

        return plan with
        {
            Symbols = [.. symbols.Values],
            Assertions = [.. plan.Assertions.Select(WithSymbols)],
            Conditions = [.. plan.Conditions.Select(WithSymbols)],
        };

        PlannedAssertion WithSymbols(PlannedAssertion assertion) => assertion with
        {
            Symbols = [.. assertion.Needs.Where(need => need.IsDirect).Select(need => symbols[need.Resolved]).Distinct()],
        };
    }
}
