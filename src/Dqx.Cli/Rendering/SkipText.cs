using System.Collections.Frozen;

namespace Dqx.Cli.Rendering;

/// <summary>Says why an assertion was not evaluated.</summary>
internal static class SkipText
{
    public static string Of(AssertionResult result, FrozenDictionary<string, SymbolInfo> symbols) => result.Reason switch
    {
        SkipReason.NoHistory => result.Symbols.Select(symbols.GetValueOrDefault).FirstOrDefault(symbol => symbol is { Value: null }) is { } missing
            ? $"no history: {Printable.Line(missing.Metric)}: {Printable.Line(missing.Error ?? "no value")}"
            : "no history: a past value is not stored yet",
        SkipReason.Unavailable => "too little of the data is available",
        SkipReason.Disabled => "disabled by a profile",
        SkipReason.OnlyIf => "the check's only_if does not hold",
        _ => "not evaluated",
    };
}
