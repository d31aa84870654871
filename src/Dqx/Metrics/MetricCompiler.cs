using System.Collections.Immutable;
using Dqx.Metrics.States;
using Dqx.Sql;

namespace Dqx.Metrics;

/// <summary>Writes the columns that measure one metric on one dataset, and knows how to read them.</summary>
internal sealed class MetricCompiler
{
    private readonly DatasetSchema _schema;
    private readonly StatementParameters _parameters;
    private readonly Metric _metric;
    private readonly RowSource? _rows;

    private MetricCompiler(Metric metric, SqlDialect dialect, DatasetSchema schema, StatementParameters parameters, RowSource? rows)
    {
        _rows = rows;
        _metric = metric;
        _schema = schema;
        _parameters = parameters;
        Dialect = dialect;
    }

    public SqlDialect Dialect { get; }

    /// <summary>The metric as SQL, or the reason why it has none.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="dialect">The engine's SQL.</param>
    /// <param name="schema">The columns that there are.</param>
    /// <param name="parameters">The values of the statement.</param>
    /// <param name="rows">What the statement reads, when it is all rows at once; null when it groups them.</param>
    public static CompiledMetric Compile(Metric metric, SqlDialect dialect, DatasetSchema schema, StatementParameters parameters, RowSource? rows = null)
    {
        if (dialect.Unsupported.TryGetValue(metric.Name, out var reason))
        {
            return new CompiledMetric.Impossible(new MetricValue.Failure(ErrorKind.Schema, $"{metric.Name} cannot be measured by {dialect.Name}: {reason}"));
        }

        var compiler = new MetricCompiler(metric, dialect, schema, parameters, rows);
        try
        {
            return new CompiledMetric.Sql(metric.Measure(compiler));
        }
        catch (SchemaException mismatch)
        {
            var failure = new MetricValue.Failure(ErrorKind.Schema, mismatch.Message);
            // A column without a single value has whatever type was guessed for it (an empty CSV column is text):
            // count its values, and call the type wrong only if there are any.
            return mismatch.Column is { Kind: ColumnKind.Text or ColumnKind.Null or ColumnKind.Other } column
                ? new CompiledMetric.Sql(
                    new Measurement([compiler.CountColumn($"{dialect.Quote(column.Name)} IS NOT NULL")], cells => cells[0].Count > 0 ? new Measured(failure) : new Measured(metric.Empty, metric.Nothing)),
                    column.Kind is ColumnKind.Null ? null : failure)
                : new CompiledMetric.Impossible(failure);
        }
    }

    /// <summary>A number that cannot be merged with that of other data.</summary>
    public Measurement Value(string aggregate)
        => new([Double(aggregate)], cells => new Measured(_metric.ValueOf(cells[0].Number)));

    /// <summary>Rows minus distinct values of one column. Without a tuple around the value, which costs half as much again, and with what others count anyway.</summary>
    public Measurement Duplicates(string operand, ColumnKind kind, bool ignoresNulls) => new(
        [CountColumn(), Double(Dialect.CountValues(operand, Condition())), Double(Dialect.CountDistinct(operand, kind, Condition()))],
        cells =>
        {
            var (rows, values, distinct) = (cells[0].Count, cells[1].Count, cells[2].Count);
            return new Measured(_metric.ValueOf(ignoresNulls || rows == values ? values - distinct : rows - distinct - 1));
        });

    /// <summary>Rows minus distinct tuples, of the rows that satisfy the condition.</summary>
    public Measurement Duplicates(ImmutableArray<string> operands, string? condition) => new(
        [Double(Dialect.Count(condition)), Double(_rows?.CountTuples(Dialect, operands, condition) ?? Dialect.CountDistinct(Dialect.Tuple(operands), ColumnKind.Other, condition))],
        cells => new Measured(_metric.ValueOf((double)(cells[0].Count - cells[1].Count))));

    /// <summary>The number of rows that satisfy the metric's filter and these conditions.</summary>
    public Measurement Count(params ReadOnlySpan<string?> conditions)
        => State([CountColumn(conditions)], cells => new CountState(cells[0].Count));

    /// <summary>The rows without a value. Where there is no filter, two counts that others need as well, and that a Parquet file's own
    /// statistics answer when no value is missing.</summary>
    public Measurement Nulls(string column) => Condition() is null
        ? State([CountColumn(), ValuesColumn(column)], cells => new CountState(cells[0].Count - cells[1].Count))
        : Count($"{Any(column)} IS NULL");

    public Measurement Sum(string column) => State([TotalColumn(column)], cells => new SumState(cells[0].Total));

    public Measurement Mean(string column) => State([TotalColumn(column), ValuesColumn(column)], cells => new MeanState(cells[0].Total, cells[1].Count));

    /// <summary>The variance with all that it takes to merge it. The sum and the count are those of <see cref="Mean"/>, so that they are shared.</summary>
    public Measurement Moments(string column) => State(
        [Double(Dialect.Variance(Numeric(column), Condition())), TotalColumn(column), ValuesColumn(column)],
        cells => cells[1].Total is { } total
            ? new MomentsState(cells[2].Count, total.ToDouble() / cells[2].Count, (cells[0].Number ?? 0) * (cells[2].Count - 1))
            : MomentsState.None);

    public Measurement Minimum(string operand, ColumnKind kind)
        => State([Double(Dialect.Minimum(operand, kind, Condition()))], cells => new MinimumState(cells[0].Number));

    public Measurement Maximum(string operand, ColumnKind kind)
        => State([Double(Dialect.Maximum(operand, kind, Condition()))], cells => new MaximumState(cells[0].Number));

    /// <summary>The first value. It is merged by its order when that is a number or a time: texts sort by rules that only the engine knows.</summary>
    public Measurement First(string column, string orderBy)
    {
        var (operand, order, kind) = (Numeric(column), Any(orderBy), KindOf(orderBy));
        var value = Double(Dialect.First(operand, order, Condition()));
        var smallest = Dialect.FirstOrder(operand, order, Condition());
        return kind switch
        {
            ColumnKind.Integer or ColumnKind.Decimal => FirstBy(Text(smallest), cell => new FirstOrder.Number(Total.Parse(cell.Text ?? ""))),
            ColumnKind.Floating => FirstBy(Double(smallest), cell => new FirstOrder.Number(new Total.Floating(cell.Number ?? 0))),
            ColumnKind.Date or ColumnKind.Timestamp or ColumnKind.TimestampWithZone => FirstBy(
                Text(kind is ColumnKind.TimestampWithZone ? Dialect.InUtc(smallest) : smallest),
                cell => FirstOrder.OfTime(cell.Text ?? "")),
            _ => new Measurement([value], cells => new Measured(_metric.ValueOf(cells[0].Number))) { WhyNotMergeable = "only the engine knows how it sorts texts, so order by a number or a time" },
        };

        Measurement FirstBy(MeasuredColumn key, Func<Cell, FirstOrder?> read) => new([value, key], cells =>
            cells[0].Number is not { } number ? new Measured(_metric.Empty, FirstState.None)
                : read(cells[1]) is { } place ? Of(new FirstState(new FirstRow(place, number)))
                : new Measured(_metric.ValueOf(number)));
    }

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

    private MeasuredColumn CountColumn(params ReadOnlySpan<string?> conditions) => Double(Dialect.Count(Condition(conditions)));

    private MeasuredColumn ValuesColumn(string column) => Double(Dialect.CountValues(Any(column), Condition()));

    /// <summary>A sum; of integers and decimals as a text, because a double does not hold it.</summary>
    private MeasuredColumn TotalColumn(string column)
    {
        var (operand, kind) = (Numeric(column), KindOf(column));
        var sum = Dialect.Sum(operand, kind, Condition());
        return kind is ColumnKind.Floating ? Double(sum) : Text(sum);
    }

    private MeasuredColumn Double(string aggregate) => new(Dialect.ToDouble(aggregate));

    private MeasuredColumn Text(string aggregate) => new(Dialect.ToText(aggregate), IsText: true);

    private Measurement State(ImmutableArray<MeasuredColumn> columns, Func<ReadOnlySpan<Cell>, MetricState> read) => new(columns, cells => Of(read(cells)));

    private Measured Of(MetricState state) => new(_metric.ValueOf(state), state);
}
