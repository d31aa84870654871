using System.Collections.Immutable;

namespace Dqx.Metrics;

/// <summary><c>custom_sql("expr")</c>: any aggregate expression of the engine, as a number. NULL is an error. Not mergeable.</summary>
/// <remarks>With a filter it is a statement of its own: a filter cannot be put into an expression that DQX does not read.</remarks>
public sealed record CustomSql : Metric
{
    /// <summary>Creates the metric.</summary>
    /// <param name="expression">An aggregate expression in the engine's SQL.</param>
    public CustomSql(string expression)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);
        Expression = expression;
    }

    /// <summary>The aggregate expression.</summary>
    public string Expression { get; }

    /// <inheritdoc/>
    public override string Name => "custom_sql";

    internal override MetricValue Empty => new MetricValue.Failure(ErrorKind.Data, "the result is NULL");

    internal override bool FiltersByAggregate => false;

    internal override ImmutableArray<string> Columns => [];

    private protected override IEnumerable<string> Arguments => [Text(Expression)];

    internal override string? WhyNotMergeable => "DQX does not read the expression, so it cannot know how two of its results make one";

    internal override Measurement Measure(MetricCompiler sql) => sql.Value(Sql.UserSql.Contained(Expression));
}
