using System.Data.Common;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Sql;

namespace Dqx.Tests.Support;

/// <summary>A dataset from a query over nothing: rows that stand in the test.</summary>
internal sealed class QueryDataset(string name, string query, string? where = null) : IDataset
{
    public string Name => name;

    public SqlDialect Dialect => DuckDbDialect.Instance;

    public string Relation => $"({query}\n)";

    public string? Where => where;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
