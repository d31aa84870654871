using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Checks;

/// <summary>Makes the metrics of a check in code. Each is an expression, so that they can be calculated with.</summary>
/// <remarks>
/// Every metric takes <c>lag</c> (days back), <c>dataset</c> (null for the only one that the check may use), <c>where</c> (a predicate in the
/// engine's SQL) and <c>allDates</c> (ignore the dataset's date column).
/// </remarks>
#pragma warning disable CA1822 // Instance members: `mp.Sum("revenue")` is how a check reads, and extension methods can join them.
public sealed class MetricProvider
{
    private MetricProvider()
    {
    }

    internal static MetricProvider Instance { get; } = new();

    /// <summary>The number of rows.</summary>
    public Expression NumRows(int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new NumRows(), lag, dataset, where, allDates);

    /// <summary>The number of rows whose value is NULL.</summary>
    public Expression NullCount(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new NullCount(column), lag, dataset, where, allDates);

    /// <summary>The number of rows whose value is below 0.</summary>
    public Expression NegativeCount(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new NegativeCount(column), lag, dataset, where, allDates);

    /// <summary>The number of rows whose value is one of these.</summary>
    public Expression CountValues(string column, ReadOnlySpan<ColumnValue> values, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new CountValues(column, values.ToArray()), lag, dataset, where, allDates);

    /// <summary>The sum of the non-null values.</summary>
    public Expression Sum(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new Sum(column), lag, dataset, where, allDates);

    /// <summary>The mean of the non-null values.</summary>
    public Expression Average(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new Average(column), lag, dataset, where, allDates);

    /// <summary>The smallest non-null value.</summary>
    public Expression Minimum(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new Minimum(column), lag, dataset, where, allDates);

    /// <summary>The largest non-null value.</summary>
    public Expression Maximum(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new Maximum(column), lag, dataset, where, allDates);

    /// <summary>The sample variance.</summary>
    public Expression Variance(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new Variance(column), lag, dataset, where, allDates);

    /// <summary>The sample standard deviation.</summary>
    public Expression StandardDeviation(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new StandardDeviation(column), lag, dataset, where, allDates);

    /// <summary>The value of the row with the smallest <paramref name="orderBy"/>.</summary>
    public Expression First(string column, string orderBy, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new First(column, orderBy), lag, dataset, where, allDates);

    /// <summary>The number of distinct non-null values.</summary>
    public Expression UniqueCount(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new UniqueCount(column), lag, dataset, where, allDates);

    /// <summary>Rows minus distinct tuples of these columns.</summary>
    public Expression DuplicateCount(ReadOnlySpan<string> columns, bool ignoreNulls = false, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new DuplicateCount(columns.ToArray(), ignoreNulls), lag, dataset, where, allDates);

    /// <summary>The smallest length of a text, list or map.</summary>
    public Expression MinLength(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new MinLength(column), lag, dataset, where, allDates);

    /// <summary>The largest length of a text, list or map.</summary>
    public Expression MaxLength(string column, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new MaxLength(column), lag, dataset, where, allDates);

    /// <summary>Any aggregate expression of the engine.</summary>
    public Expression CustomSql(string expression, int lag = 0, string? dataset = null, string? where = null, bool allDates = false) => Term(new CustomSql(expression), lag, dataset, where, allDates);

    private static Expression.MetricTerm Term(Metric metric, int lag, string? dataset, string? where, bool allDates)
        => new(metric with { Lag = lag, Dataset = dataset, Where = where, AllDates = allDates });
}
