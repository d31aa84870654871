namespace Dqx.Extensions.Webhooks.Bodies;

/// <summary>The failures and errors that a message shows, the gravest first, and how many it does not.</summary>
/// <param name="Shown">Those that are shown.</param>
/// <param name="More">How many there are besides.</param>
internal sealed record Problems(IReadOnlyList<AssertionResult> Shown, int More)
{
    /// <summary>As many as a person reads, and well below the 50 blocks that Slack takes.</summary>
    public const int Most = 20;

    private static readonly string[] s_contacts = ["owner", "runbook"];

    public static Problems Of(SuiteRun run, int most)
    {
        var all = InOrder(run).ToList();
        return new Problems([.. all.Take(most)], Math.Max(0, all.Count - most));
    }

    /// <summary>By severity, then in the suite's order.</summary>
    public static IEnumerable<AssertionResult> InOrder(SuiteRun run)
        => run.Results.Where(result => result.IsFailure || result.IsError).OrderBy(result => result.Severity);

    /// <summary><c>P0 failed: Check / assertion [segment]</c>.</summary>
    public static string Heading(AssertionResult result)
        => $"{result.Severity} {(result.IsError ? "error" : "failed")}: {Text.Line(result.Check, 150)} / {Text.Line(result.Assertion, 150)}"
            + (result.Segment is { } segment ? $" [{Text.Line(segment, 60)}]" : "");

    /// <summary>The value and the bound that it breaks, or why there is no value.</summary>
    public static string Finding(AssertionResult result)
        => result.IsError
            ? $"error: {Text.Line(result.Error ?? "unknown", 500)}"
            : $"value {(result.Value is { } value ? Text.Number(value) : "unknown")}, expected {Bound(result)}";

    /// <summary>Who to ask and what to read, where the suite says so; null when it does not.</summary>
    public static string? Contact(AssertionResult result)
    {
        var parts = s_contacts
            .Select(name => (Name: name, Value: result.Meta.Text(name)))
            .Where(part => !string.IsNullOrWhiteSpace(part.Value))
            .Select(part => $"{part.Name}: {Text.Line(part.Value ?? "", 200)}")
            .ToList();
        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    private static string Bound(AssertionResult result)
    {
        var comparison = Text.Line(result.Operator ?? "a value", 20);
        return (result.Lower, result.Upper) switch
        {
            ({ } lower, { } upper) when comparison.EndsWith("between", StringComparison.Ordinal) => $"{comparison} {Text.Number(lower)} and {Text.Number(upper)}",
            ({ } bound, _) => $"{comparison} {Text.Number(bound)}",
            (null, { } bound) => $"{comparison} {Text.Number(bound)}",
            _ => comparison,
        };
    }
}
