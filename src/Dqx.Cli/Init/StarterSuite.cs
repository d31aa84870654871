using System.Globalization;
using System.Text;
using Dqx.Cli.Rendering;
using Dqx.Expressions;
using Dqx.Metrics;
using Dqx.Sql;

namespace Dqx.Cli.Init;

/// <summary>Writes a first suite for data: what holds for every column today, with comments that say what to make of it.</summary>
/// <param name="name">The name of the dataset.</param>
/// <param name="path">The data, relative to the suite.</param>
/// <param name="profile">What is known of the data.</param>
internal sealed class StarterSuite(string name, string path, DataProfile profile)
{
    /// <summary>Texts with fewer kinds than this are a list of choices more often than not.</summary>
    private const int FewKinds = 12;

    private const int LongestLabel = 100;

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <param name="schema">The JSON schema for editors; null when there is none.</param>
    public string Write(string? schema)
    {
        if (schema is not null)
        {
            Line($"# yaml-language-server: $schema={schema}");
        }

        Line($"# A first suite, written by 'dqx init' from {Count(profile.Rows)} rows. All of it holds for the data as it is: keep what has to hold");
        Line("# tomorrow, loosen what only happens to hold today, and remove the rest. 'dqx validate' finds mistakes, 'dqx run' runs it.");
        Line("version: 1");
        Line($"suite: {YamlText.Of(name)}");
        Line("datasets:");
        Line($"  {YamlText.Of(name)}:");
        Line($"    path: {YamlText.Of(path)}");
        Line("checks:");
        Size();
        Check("Completeness", Completeness);
        Check("Uniqueness", Uniqueness);
        Check("Plausibility", Plausibility);
        return _text.ToString();
    }

    private void Size()
    {
        Line("  - name: Size");
        Line("    assertions:");
        Line(profile.Rows > 0 ? $"      # {Count(profile.Rows)} when this was written. A lower bound that is near catches half a delivery." : "      # There are no rows yet; write '> 0' when there should be.");
        Assertion("there are rows", $"num_rows() {(profile.Rows > 0 ? ">" : ">=")} 0", "P0");
    }

    private void Completeness(ColumnProfile column)
    {
        if (profile.Rows == 0 || column.Nulls is not { } nulls)
        {
            return;
        }

        var metric = new NullCount(column.Column.Name);
        if (nulls == 0)
        {
            Assertion($"{Label(column)} is always there", $"{metric} == 0", severity: null);
        }
        else if (nulls < profile.Rows)
        {
            // Up to the next per cent, so that it holds today.
            var rate = Math.Min(1, Math.Ceiling((nulls / profile.Rows * 100) - 1e-9) / 100);
            Line($"      # {Count(nulls)} of {Count(profile.Rows)} are missing.");
            Assertion($"{Label(column)} is missing rarely enough", $"{metric} / num_rows() <= {ExpressionPrinter.Print(rate)}", severity: null);
        }
        else
        {
            Line($"      # {Label(column)} has no values at all.");
        }
    }

    private void Uniqueness(ColumnProfile column)
    {
        if (profile.Rows > 1 && column is { Nulls: 0, Distinct: { } distinct } && distinct == profile.Rows)
        {
            Assertion($"{Label(column)} is there once", $"{new DuplicateCount([column.Column.Name])} == 0", severity: null);
        }
    }

    private void Plausibility(ColumnProfile column)
    {
        if (column is { Minimum: { } minimum, Maximum: { } maximum })
        {
            Line($"      # {Label(column)} goes from {ExpressionPrinter.Print(minimum)} to {ExpressionPrinter.Print(maximum)}.");
            var bound = minimum >= 0 ? 0 : minimum;
            Assertion($"{Label(column)} is not too small", $"{new Minimum(column.Column.Name)} >= {ExpressionPrinter.Print(bound)}", severity: null);
        }
        else if (column.Column.Kind is ColumnKind.Text && column.Distinct is { } kinds and >= 1 and <= FewKinds && kinds * 3 <= profile.Rows)
        {
            Assertion($"{Label(column)} has no new values", $"{new UniqueCount(column.Column.Name)} <= {ExpressionPrinter.Print(kinds)}", "P2");
        }
    }

    /// <summary>A check with what every column has to say; without assertions there is none.</summary>
    private void Check(string title, Action<ColumnProfile> add)
    {
        var (start, assertions) = (_text.Length, _names.Count);
        Line($"  - name: {title}");
        Line("    assertions:");
        foreach (var column in profile.Columns)
        {
            add(column);
        }

        if (_names.Count == assertions)
        {
            _text.Length = start;
        }
    }

    private void Assertion(string title, string expectation, string? severity)
    {
        var unique = title;
        for (var number = 2; !_names.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{title} ({number})");
        }

        Line($"      - name: {YamlText.Of(unique)}");
        Line($"        expect: {YamlText.Of(expectation)}");
        if (severity is not null)
        {
            Line($"        severity: {severity}");
        }
    }

    /// <summary>The column for people: one line, and short enough for a name.</summary>
    private static string Label(ColumnProfile column)
    {
        var label = Printable.Line(column.Column.Name).Trim();
        return label.Length switch
        {
            0 => "a column without a name",
            <= LongestLabel => label,
            _ => string.Concat(label.EnumerateRunes().Take(LongestLabel / 2)) + "…",
        };
    }

    private static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private void Line(string line) => _text.Append(line).Append('\n');
}
