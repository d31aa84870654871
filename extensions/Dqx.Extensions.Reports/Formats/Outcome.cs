namespace Dqx.Extensions.Reports.Formats;

/// <summary>What is said about one result, in words that every report shares.</summary>
internal static class Outcome
{
    /// <summary>The name of the assertion, and of the part of the data where there is one.</summary>
    public static string Name(AssertionResult result)
        => Text.Line(result.Assertion) + (result.Segment is { } segment ? $" [{Text.Line(segment)}]" : "");

    /// <summary><c>passed</c>, <c>failed</c>, <c>error</c>, <c>skipped</c>; a failure or an error that is muted is <c>muted</c>.</summary>
    public static string Status(AssertionResult result) => result.Status switch
    {
        AssertionStatus.Passed => "passed",
        AssertionStatus.Skipped => "skipped",
        var _ when result.Muted => "muted",
        AssertionStatus.Failed => "failed",
        _ => "error",
    };

    /// <summary>What is the matter, in one line: the value and what was expected, the error, or why it was skipped.</summary>
    public static string Reason(AssertionResult result) => result.Status switch
    {
        AssertionStatus.Error => Text.Line(result.Error ?? "unknown"),
        AssertionStatus.Skipped => Text.Line(Skipped(result.Reason)),
        _ when result.Operator is null => $"value {Value(result)}",
        _ => $"value {Value(result)}, expected {Expected(result)}",
    };

    public static string Value(AssertionResult result) => result.Value is { } value ? Text.Number(value) : "unknown";

    /// <summary><c>&gt; 0</c>, <c>between 1 and 2</c>; <c>a value</c> when it is only collected.</summary>
    public static string Expected(AssertionResult result)
    {
        var comparison = Text.Line(result.Operator ?? "a value");
        return (result.Lower, result.Upper) switch
        {
            ({ } lower, { } upper) when comparison.EndsWith("between", StringComparison.Ordinal) => $"{comparison} {Text.Number(lower)} and {Text.Number(upper)}",
            ({ } bound, _) => $"{comparison} {Text.Number(bound)}",
            (null, { } bound) => $"{comparison} {Text.Number(bound)}",
            _ => comparison,
        };
    }

    private static string Skipped(SkipReason? reason) => reason switch
    {
        SkipReason.NoHistory => "no past value is stored yet",
        SkipReason.Unavailable => "too little of the data is available",
        SkipReason.Disabled => "a profile disables it",
        SkipReason.OnlyIf => "the condition of its check does not hold",
        _ => "not evaluated",
    };
}
