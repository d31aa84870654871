using System.Collections.Immutable;
using System.Text;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Planning;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>One statement that measures many metrics of one dataset.</summary>
/// <param name="Text">The SQL.</param>
/// <param name="Parameters">The values of its parameters, by ordinal.</param>
/// <param name="Measured">What its columns are, in order.</param>
internal sealed record FusedStatement(string Text, ImmutableArray<object> Parameters, ImmutableArray<MeasuredColumn> Measured)
{
    /// <summary>Writes the statement for metrics that fit the schema.</summary>
    public static FusedStatement Write(IDataset dataset, DatasetSchema schema, IReadOnlyList<PlannedSymbol> symbols)
    {
        var parameters = new StatementParameters();
        var text = new StringBuilder("SELECT");
        var measured = ImmutableArray.CreateBuilder<MeasuredColumn>(symbols.Count);
        foreach (var symbol in symbols)
        {
            var compiled = (CompiledMetric.Sql)MetricCompiler.Compile(symbol.Resolved, dataset.Dialect, schema, parameters);
            text.Append(measured.Count == 0 ? "\n  " : ",\n  ").Append(compiled.Aggregate);
            measured.Add(new MeasuredColumn(symbol, compiled.Read));
        }

        // A metric that cannot filter inside its aggregate stands alone, so the filter can stand in WHERE.
        var own = symbols is [{ Resolved: { FiltersByAggregate: false, Where: { } filter } }] ? filter : null;
        text.Append('\n').Append(From(dataset)).Append(Where(dataset.Where, own));
        return new FusedStatement(text.ToString(), parameters.Values, measured.DrainToImmutable());
    }

    /// <summary>The relation, under the dataset's name, so that users can qualify columns with it.</summary>
    public static string From(IDataset dataset) => $"FROM {dataset.Relation} AS {dataset.Dialect.Quote(dataset.Name)}";

    private static string Where(params ReadOnlySpan<string?> predicates)
    {
        var pieces = new List<string>();
        foreach (var predicate in predicates)
        {
            if (predicate is not null)
            {
                pieces.Add(UserSql.Contained(predicate));
            }
        }

        return pieces.Count == 0 ? "" : $"\nWHERE {string.Join(" AND ", pieces)}";
    }
}

/// <summary>A column of a fused statement.</summary>
/// <param name="Symbol">What it measures.</param>
/// <param name="Read">How to read its value: a double or NULL.</param>
internal sealed record MeasuredColumn(PlannedSymbol Symbol, Func<double?, MetricValue> Read);
