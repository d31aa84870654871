using System.Collections.Immutable;

namespace Dqx.Sql;

/// <summary>The rows that a statement without groups reads, for metrics that read them once more beside it.</summary>
/// <param name="From"><c>FROM …</c>.</param>
/// <param name="Where">What every row satisfies; null for all rows.</param>
internal sealed record RowSource(string From, string? Where)
{
    /// <summary>The number of distinct tuples where the engine counts them cheaper in a query of their own; null where it does not.</summary>
    public string? CountTuples(SqlDialect dialect, ImmutableArray<string> operands, string? condition)
    {
        if (!dialect.CountsTuplesApart)
        {
            return null;
        }

        var where = SqlDialect.And(Where, condition) is { } both ? $" WHERE {both}" : "";
        return $"(SELECT COUNT(*) FROM (SELECT DISTINCT {string.Join(", ", operands)} {From}{where}) AS {dialect.Quote("tuples")})";
    }
}
