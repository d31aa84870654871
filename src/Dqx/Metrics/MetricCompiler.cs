using Dqx.Sql;

namespace Dqx.Metrics;

/// <summary>Writes the aggregate of one metric for one dataset, and knows how to read its result.</summary>
internal sealed class MetricCompiler
{
    private readonly DatasetSchema _schema;
    private readonly StatementParameters _parameters;
    private readonly Metric _metric;

    private MetricCompiler(Metric metric, SqlDialect dialect, DatasetSchema schema, StatementParameters parameters)
    {
        _metric = metric;
        _schema = schema;
        _parameters = parameters;
        Dialect = dialect;
    }

    public SqlDialect Dialect { get; }

    /// <summary>The metric as SQL, or the reason why it has none.</summary>
    public static CompiledMetric Compile(Metric metric, SqlDialect dialect, DatasetSchema schema, StatementParameters parameters)
    {
        var compiler = new MetricCompiler(metric, dialect, schema, parameters);
        try
        {
            var aggregate = compiler.Dialect.ToDouble(metric.Aggregate(compiler));
            return new CompiledMetric.Sql(aggregate, value => value is { } number ? MetricValue.From(number) : metric.Empty);
        }
        catch (SchemaException mismatch)
        {
            var failure = new MetricValue.Failure(ErrorKind.Schema, mismatch.Message);
            // A column without a single value has whatever type was guessed for it (an empty CSV column is text):
            // count its values, and call the type wrong only if there are any.
            return mismatch.Column is { Kind: ColumnKind.Text or ColumnKind.Null or ColumnKind.Other } column
                ? new CompiledMetric.Sql(
                    dialect.ToDouble(dialect.Count(compiler.Condition($"{dialect.Quote(column.Name)} IS NOT NULL"))),
                    present => present > 0 ? failure : metric.Empty,
                    column.Kind is ColumnKind.Null ? null : failure)
                : new CompiledMetric.Impossible(failure);
        }
    }

    /// <summary>The number of rows that satisfy the metric's filter and these conditions.</summary>
    public string Count(params ReadOnlySpan<string?> conditions) => Dialect.Count(Condition(conditions));

    /// <summary>The metric's filter and these conditions; null when there is none.</summary>
    public string? Condition(params ReadOnlySpan<string?> conditions)
    {
        var filter = _metric is { Where: { } where, FiltersByAggregate: true } ? UserSql.Contained(where) : null;
        return SqlDialect.And([filter, .. conditions]);
    }

    public ColumnKind KindOf(string column) => _schema.Find(column).Kind;

    /// <summary>A column of any type.</summary>
    public string Any(string column) => Dialect.Quote(_schema.Find(column).Name);

    /// <summary>A numeric or BOOLEAN column as a number.</summary>
    public string Numeric(string name)
    {
        var column = _schema.Find(name);
        return column.Kind is ColumnKind.Integer or ColumnKind.Decimal or ColumnKind.Floating or ColumnKind.Boolean
            ? Dialect.ToNumber(Dialect.Quote(column.Name), column.Kind)
            : throw WrongType(name, $"{_metric.Name} needs numbers");
    }

    /// <summary>The length of a text, list or map.</summary>
    public string Length(string name)
    {
        var column = _schema.Find(name);
        var quoted = Dialect.Quote(column.Name);
        return column.Kind switch
        {
            ColumnKind.Text => Dialect.TextLength(quoted),
            ColumnKind.List => Dialect.ListLength(quoted),
            ColumnKind.Map => Dialect.MapLength(quoted),
            _ => throw WrongType(name, $"{_metric.Name} needs texts, lists or maps"),
        };
    }

    public string Parameter(object value) => Dialect.Parameter(_parameters.Add(value));

    public SchemaException WrongType(string name, string reason)
    {
        var column = _schema.Find(name);
        return new SchemaException($"column '{column.Name}' is {column.TypeName}: {reason}", column);
    }
}

/// <summary>A metric for one dataset.</summary>
internal abstract record CompiledMetric
{
    private protected CompiledMetric()
    {
    }

    /// <summary>An aggregate, and how to read its result (a double or NULL).</summary>
    /// <param name="Aggregate">The SQL.</param>
    /// <param name="Read">Makes the result a value.</param>
    /// <param name="Doubt">The failure that it is as soon as the column has a value; null when there is no doubt.</param>
    public sealed record Sql(string Aggregate, Func<double?, MetricValue> Read, MetricValue.Failure? Doubt = null) : CompiledMetric;

    /// <summary>The data has another shape.</summary>
    public sealed record Impossible(MetricValue.Failure Failure) : CompiledMetric;
}
