namespace Dqx.Extensions.EmailAlerts.Alerts;

/// <summary>What is said about one failure or error, each on one line.</summary>
internal static class Finding
{
    /// <summary><c>P0 failed: Check / assertion [segment]</c>.</summary>
    public static string Heading(AssertionResult result)
        => $"{result.Severity} {(result.IsError ? "error" : "failed")}: {Text.Line(result.Check, 200)} / {Text.Line(result.Assertion, 200)}"
            + (result.Segment is { } segment ? $" [{Text.Line(segment, 100)}]" : "");

    /// <summary>Names and texts, in the order in which they are read.</summary>
    public static IEnumerable<(string Name, string Text)> Lines(AssertionResult result)
    {
        yield return ("Expression", Text.Line(result.Expression, 1000));
        if (result.IsError)
        {
            yield return ("Error", Text.Line(result.Error ?? "unknown", 1000));
        }
        else
        {
            yield return ("Value", result.Value is { } value ? Text.Number(value) : "unknown");
            yield return ("Bound", Bound(result));
        }

        foreach (var name in result.Meta.Keys.Take(10))
        {
            yield return (Text.Line(name, 60), Text.Line(result.Meta.Text(name) ?? "", 500));
        }

        if (result.Tags.Length > 0)
        {
            yield return ("Tags", Text.Line(string.Join(", ", result.Tags), 300));
        }
    }

    /// <summary>What the run is about: date, tags, datasets, counts.</summary>
    public static IEnumerable<(string Name, string Text)> About(SuiteRun run)
    {
        yield return ("Suite", Text.Line(run.Suite, 200));
        yield return ("Date", Text.Line(run.Key.ToString(), 300));
        if (run.Datasets.Length > 0)
        {
            yield return ("Datasets", Text.Line(string.Join(", ", run.Datasets), 300));
        }

        var counts = run.Summary;
        yield return ("Results", string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{counts.Passed} passed, {counts.Failed} failed, {counts.Errors} not evaluated, {counts.Skipped} skipped, {counts.Muted} muted"));
        yield return ("Run", run.RunId.ToString());
    }

    /// <summary>What works again.</summary>
    public static string Recovered(ProblemKey key) => $"{Text.Line(key.Check, 200)} / {Text.Line(key.Assertion, 200)} ({(key.Status == AssertionStatus.Error ? "was an error" : "had failed")})";

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
