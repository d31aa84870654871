using System.Collections.Immutable;
using System.Globalization;
using Dqx.Expressions;
using Dqx.Expressions.Parsing;
using Dqx.Suites.Overlays;

namespace Dqx.Checks;

/// <summary>What may be wrong with the tunables of a suite: their names and their values.</summary>
internal static class TunableRules
{
    private static readonly ImmutableArray<string> s_words = ["and", "or", "not", "between", "is", "tol"];

    public static IEnumerable<SuiteFinding> Validate(ImmutableArray<Tunable> tunables)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tunable in tunables)
        {
            if ((names.Add(tunable.Name) ? WrongName(tunable.Name) : "there are two of that name") is { } wrongName)
            {
                yield return Finding("DQX1230", tunable, wrongName) with { IsAboutKey = true };
            }

            if (WrongLimits(tunable) is { } wrongLimits)
            {
                yield return Finding("DQX1231", tunable, wrongLimits);
            }
            else if (WrongValue(tunable) is { } wrongValue)
            {
                yield return Finding("DQX1231", tunable, wrongValue, "value");
            }
        }
    }

    private static SuiteFinding Finding(string id, Tunable tunable, string wrong, string? part = null)
    {
        ImmutableArray<PathSegment> path = [new("tunables"), new(tunable.Name)];
        return new SuiteFinding(id, DiagnosticSeverity.Error, $"The tunable '{tunable.Name}': {wrong}.") { Path = part is null ? path : path.Add(new(part)) };
    }

    private static string? WrongName(string name)
    {
        if (!Tokenizer.IsName(name))
        {
            return "a name is of letters, digits and '_', and does not begin with a digit";
        }

        return MetricParser.Find(name) is not null ? "that is the name of a metric; choose another"
            : Enum.GetValues<Function>().Any(function => WireNames.Of(function) == name) ? "that is the name of a function; choose another"
            : s_words.Contains(name) ? "that is a word of expectations; choose another"
            : null;
    }

    private static string? WrongLimits(Tunable tunable)
    {
        if (!tunable.Choices.IsEmpty && (tunable.Minimum ?? tunable.Maximum) is not null)
        {
            return "it has choices, or min and max, not both";
        }

        return tunable is { Minimum: { } minimum, Maximum: { } maximum } && minimum > maximum
            ? $"its min {Print(minimum)} is above its max {Print(maximum)}"
            : null;
    }

    private static string? WrongValue(Tunable tunable) => tunable switch
    {
        { Value: double.NaN or double.PositiveInfinity or double.NegativeInfinity } => "its value is not finite",
        { Minimum: { } minimum } when tunable.Value < minimum => $"its value {Print(tunable.Value)} is below its min {Print(minimum)}",
        { Maximum: { } maximum } when tunable.Value > maximum => $"its value {Print(tunable.Value)} is above its max {Print(maximum)}",
        { Choices.IsEmpty: false } when !tunable.Choices.Contains(tunable.Value) => $"its value {Print(tunable.Value)} is none of its choices {string.Join(", ", tunable.Choices.Select(Print))}",
        _ => null,
    };

    private static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
