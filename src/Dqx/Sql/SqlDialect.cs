using System.Collections.Immutable;
using System.Globalization;

namespace Dqx.Sql;

/// <summary>The SQL of an engine. The members here are the general case (standard SQL with FILTER); an engine overrides what it says differently.</summary>
/// <remarks>
/// Every aggregate takes an optional condition, with which it measures only the rows that satisfy it. Operands are SQL that DQX wrote
/// (quoted columns, parameters); values never get into a text here.
/// </remarks>
public abstract class SqlDialect
{
    /// <summary>The engine's name, for messages and plans.</summary>
    public abstract string Name { get; }

    /// <summary>The metrics that the engine cannot measure, by name, each with the reason; <c>dqx validate</c> says it, too.</summary>
    public virtual ImmutableSortedDictionary<string, string> Unsupported => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>An identifier in quotes, whatever is in it.</summary>
    public virtual string Quote(string identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        return $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>What stands for the n-th parameter of a statement, counted from 1.</summary>
    public virtual string Parameter(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"${ordinal}");

    /// <summary>The kind of a type, by the engine's name of it.</summary>
    public abstract ColumnKind KindOf(string typeName);

    /// <summary>A value as a double.</summary>
    public virtual string ToDouble(string operand) => $"CAST({operand} AS DOUBLE PRECISION)";

    /// <summary>A value as a text: a number with all of its digits, a date or timestamp as <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    public virtual string ToText(string operand) => $"CAST({operand} AS VARCHAR)";

    /// <summary>A point in time as the timestamp that a clock in UTC shows then.</summary>
    public virtual string InUtc(string operand) => $"{operand} AT TIME ZONE 'UTC'";

    /// <summary>A numeric or BOOLEAN column as a number; BOOLEAN is 0 and 1.</summary>
    public virtual string ToNumber(string operand, ColumnKind kind) => kind is ColumnKind.Boolean ? $"CAST({operand} AS INTEGER)" : operand;

    /// <summary>A column as it is compared with a parameter.</summary>
    public virtual string Comparable(string operand, ColumnKind kind) => operand;

    /// <summary>The number of rows.</summary>
    public virtual string Count(string? condition) => Filtered("COUNT(*)", condition);

    /// <summary>The sum; of integers exactly.</summary>
    public virtual string Sum(string operand, ColumnKind kind, string? condition) => Filtered($"SUM({operand})", condition);

    /// <summary>The number of non-null values.</summary>
    public virtual string CountValues(string operand, string? condition) => Filtered($"COUNT({operand})", condition);

    /// <summary>The smallest value.</summary>
    public virtual string Minimum(string operand, ColumnKind kind, string? condition) => Filtered($"MIN({operand})", condition);

    /// <summary>The largest value.</summary>
    public virtual string Maximum(string operand, ColumnKind kind, string? condition) => Filtered($"MAX({operand})", condition);

    /// <summary>The sample variance; NULL for fewer than two values.</summary>
    public virtual string Variance(string operand, string? condition) => Filtered($"VAR_SAMP({ToDouble(operand)})", condition);

    /// <summary>The value of the row with the smallest order, among the rows where both are there; of several such rows the smallest value.</summary>
    public virtual string First(string operand, string order, string? condition)
        => $"({Filtered($"ARRAY_AGG({operand} ORDER BY {order}, {operand})", And(condition, $"{operand} IS NOT NULL", $"{order} IS NOT NULL"))})[1]";

    /// <summary>The smallest order that <see cref="First"/> takes the value of.</summary>
    public virtual string FirstOrder(string operand, string order, string? condition) => Filtered($"MIN({order})", And(condition, $"{operand} IS NOT NULL"));

    /// <summary>The number of distinct non-null values.</summary>
    /// <param name="operand">A column, or a <see cref="Tuple"/>.</param>
    /// <param name="kind">What the column holds; <see cref="ColumnKind.Other"/> for a tuple.</param>
    /// <param name="condition">What a row has to satisfy; null for all rows.</param>
    public virtual string CountDistinct(string operand, ColumnKind kind, string? condition) => Filtered($"COUNT(DISTINCT {operand})", condition);

    /// <summary>Several columns as one value that is never NULL itself.</summary>
    public virtual string Tuple(ImmutableArray<string> operands) => $"ROW({string.Join(", ", operands)})";

    /// <summary>Whether distinct tuples are cheaper to count in a query of their own than by <see cref="CountDistinct"/> over <see cref="Tuple"/> in a
    /// statement that does not group.</summary>
    public virtual bool CountsTuplesApart => false;

    /// <summary>The characters of a text.</summary>
    public virtual string TextLength(string operand) => $"CHAR_LENGTH({operand})";

    /// <summary>The items of a list.</summary>
    public virtual string ListLength(string operand) => $"CARDINALITY({operand})";

    /// <summary>The entries of a map.</summary>
    public virtual string MapLength(string operand) => $"CARDINALITY({operand})";

    /// <summary>The day of a column's value, NULL where it has none.</summary>
    /// <param name="operand">The column.</param>
    /// <param name="kind">What it holds: a date, a timestamp with or without a zone, or a text that begins with <c>yyyy-MM-dd</c>.</param>
    /// <param name="zone">A parameter with the IANA zone in which points in time have their day.</param>
    public virtual string Day(string operand, ColumnKind kind, Func<string> zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return kind switch
        {
            ColumnKind.Date => operand,
            ColumnKind.TimestampWithZone => $"CAST({operand} AT TIME ZONE {zone()} AS DATE)",
            ColumnKind.Text => TextDay(operand),
            _ => $"CAST({operand} AS DATE)",
        };
    }

    /// <summary>A text as a literal.</summary>
    public virtual string TextLiteral(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>A date as a literal of its type.</summary>
    public virtual string DateLiteral(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"DATE '{date:yyyy-MM-dd}'");

    /// <summary>The day that the first ten characters of a text name, NULL where they name none.</summary>
    protected abstract string TextDay(string operand);

    /// <summary>An aggregate over the rows that satisfy a condition.</summary>
    protected virtual string Filtered(string aggregate, string? condition)
        => condition is null ? aggregate : $"{aggregate} FILTER (WHERE {condition})";

    /// <summary>All of the conditions; null when there is none.</summary>
    protected internal static string? And(params ReadOnlySpan<string?> conditions)
    {
        var present = new List<string>(conditions.Length);
        foreach (var condition in conditions)
        {
            if (condition is not null)
            {
                present.Add(condition);
            }
        }

        return present.Count == 0 ? null : string.Join(" AND ", present);
    }
}
