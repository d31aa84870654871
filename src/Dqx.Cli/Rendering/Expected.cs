using System.Globalization;

namespace Dqx.Cli.Rendering;

/// <summary>What a value was compared with, as numbers: <c>&lt; 0.05</c>, <c>between 0.8 and 1.2</c>, <c>== 5 ± 0.1</c>.</summary>
internal static class Expected
{
    private const double DefaultTolerance = 1e-9;

    /// <summary>Empty when a value is only collected, or when a bound could not be computed.</summary>
    public static string Of(AssertionResult result)
    {
        var bounds = (result.Operator, result.Lower, result.Upper) switch
        {
            (null, _, _) => "",
            ("between" or "not between", { } lower, { } upper) => $"{result.Operator} {Numbers.Exact(lower)} and {Numbers.Exact(upper)}",
            ("between" or "not between", _, _) => "",
            (['i', 's', ' ', ..], _, _) => result.Operator,
            (var @operator, var lower, var upper) => (lower ?? upper) is { } bound ? $"{@operator} {Numbers.Exact(bound)}" : "",
        };
        return bounds.Length > 0 && result.Tolerance is { } tolerance && tolerance != DefaultTolerance
            ? string.Create(CultureInfo.InvariantCulture, $"{bounds} ± {Numbers.Computed(tolerance)}")
            : bounds;
    }
}
