using System.Collections.Immutable;
using System.Globalization;
using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary>One measurement over one dataset. Immutable; prints as a user writes it.</summary>
/// <remarks>Its identity is everything that it prints: name, arguments, filter, lag, dates and dataset.</remarks>
public abstract record Metric
{
    /// <summary>The largest lag: a hundred years of days.</summary>
    internal const int MaximumLag = 36_525;

    private string? _text;

    private protected Metric()
    {
    }

    /// <summary>Copies everything but the printed text, which the copy may differ in.</summary>
    protected Metric(Metric original)
    {
        ArgumentNullException.ThrowIfNull(original);
        (Lag, Dataset, Where, AllDates) = (original.Lag, original.Dataset, original.Where, original.AllDates);
    }

    /// <summary>Days back from the date of the run, 0 to 36,525; 0 for the date itself.</summary>
    public int Lag
    {
        get;
        init => field = value is >= 0 and <= MaximumLag ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"A lag is 0 to {MaximumLag} days.");
    }

    /// <summary>The dataset; null for the only one that the check may use.</summary>
    public string? Dataset { get; init; }

    /// <summary>A predicate in the engine's SQL that a row has to satisfy; null for all rows.</summary>
    public string? Where { get; init; }

    /// <summary>Whether the dataset's date column is ignored, so that all rows count.</summary>
    public bool AllDates { get; init; }

    /// <summary>The name by which it is written.</summary>
    public abstract string Name { get; }

    /// <summary>What it says of data without a single value to measure: a number for counts, else a reason.</summary>
    internal virtual MetricValue Empty => new MetricValue.Failure(ErrorKind.Data, $"no non-null values in {string.Join(", ", Columns)}");

    /// <summary>The dataset that it measures, as far as it says so.</summary>
    internal virtual string? Measures => Dataset;

    /// <summary>Whether it shares a statement with others when it has a filter.</summary>
    internal virtual bool FiltersByAggregate => true;

    /// <summary>The columns that it reads, as written.</summary>
    internal abstract ImmutableArray<string> Columns { get; }

    /// <summary>Its own arguments, printed; by default its columns.</summary>
    private protected virtual IEnumerable<string> Arguments => Columns.Select(Quote);

    /// <summary>Equal kind, filter, lag, dates and dataset.</summary>
    public virtual bool Equals(Metric? other)
        => other is not null && EqualityContract == other.EqualityContract
            && Lag == other.Lag && Dataset == other.Dataset && Where == other.Where && AllDates == other.AllDates;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, Lag, Dataset, Where, AllDates);

    /// <summary>The metric in the language of suite files.</summary>
    public sealed override string ToString() => _text ??= Print(Dataset);

    /// <summary>The same metric as it is stored: without lag and dataset, which a stored value has of its own.</summary>
    internal string StoredText => (this with { Lag = 0, Dataset = null }).ToString();

    /// <summary>Why its values over parts of the data do not make its value over the whole; null when their states do.</summary>
    internal virtual string? WhyNotMergeable => null;

    /// <summary>Its state of no rows, which changes no other; null when it has no state.</summary>
    internal virtual MetricState? Nothing => null;

    /// <summary>How it is measured.</summary>
    /// <exception cref="Sql.SchemaException">The data has another shape.</exception>
    internal abstract Measurement Measure(MetricCompiler sql);

    /// <summary>Its value of the rows that a state has seen.</summary>
    internal MetricValue ValueOf(MetricState state) => ValueOf(Number(state));

    /// <summary>Its value for the number that an engine says; null for NULL.</summary>
    internal MetricValue ValueOf(double? number) => number is { } value ? MetricValue.From(value) : Empty;

    /// <summary>The number that it makes of its state.</summary>
    private protected virtual double? Number(MetricState state) => state.Value;

    /// <summary>A column as it is written in an expression: bare when it is a name, else quoted.</summary>
    private protected static string Quote(string column)
        => column.Length > 0 && !char.IsAsciiDigit(column[0]) && column.All(c => char.IsLetterOrDigit(c) || c == '_') ? column : Text(column);

    /// <summary>A text in double quotes.</summary>
    private protected static string Text(string value)
        => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private string Print(string? dataset)
    {
        var arguments = Arguments.ToList();
        if (Lag != 0)
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"lag={Lag}"));
        }

        if (Where is not null)
        {
            arguments.Add($"where={Text(Where)}");
        }

        if (AllDates)
        {
            arguments.Add("dates=all");
        }

        if (dataset is not null)
        {
            arguments.Add($"dataset={Quote(dataset)}");
        }

        return $"{Name}({string.Join(", ", arguments)})";
    }
}
