using System.Collections.Immutable;
using System.Composition;
using System.Data.Common;
using Dqx;
using Dqx.Datasets;
using Dqx.Sql;
using Microsoft.Data.Sqlite;

namespace Dqx.TestExtensions;

/// <summary>The kind <c>lite</c>: tables and queries of a SQLite file, or of a database in memory.</summary>
[Export(typeof(IDataSourceProvider))]
[DataSourceMetadata("lite", Description = "Tables and queries of SQLite.")]
public sealed class LiteSource : IDataSourceProvider
{
    public string Kind => "lite";

    public IDataset Create(DatasetDefinition dataset, SourceDefinition source) => dataset switch
    {
        { Query: { } query } => new LiteDataset(dataset, source, $"({query}\n)"),
        { Table: { } table } => new LiteDataset(dataset, source, LiteDialect.Instance.Quote(table)),
        _ => throw new DqxException("DQX7001", $"Dataset '{dataset.Name}': SQLite has tables and queries; write 'table' or 'query'."),
    };
}

internal sealed class LiteDataset(DatasetDefinition definition, SourceDefinition source, string relation) : IDataset
{
    public string Name => definition.Name;

    public SqlDialect Dialect => LiteDialect.Instance;

    public string Relation => relation;

    public string? Where => definition.Where;

    public string? Query => definition.Query;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source.Path ?? ":memory:", Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}

internal sealed class LiteDialect : SqlDialect
{
    public static LiteDialect Instance { get; } = new();

    public override string Name => "lite";

    public override ImmutableSortedDictionary<string, string> Unsupported { get; } = new Dictionary<string, string>
    {
        ["variance"] = "SQLite has no variance",
        ["stddev"] = "SQLite has no variance",
        ["first"] = "SQLite has no arrays",
    }.ToImmutableSortedDictionary();

    public override string TextLength(string operand) => $"LENGTH({operand})";

    public override ColumnKind KindOf(string typeName) => typeName switch
    {
        "INTEGER" => ColumnKind.Integer,
        "REAL" => ColumnKind.Floating,
        "TEXT" => ColumnKind.Text,
        _ => ColumnKind.Other,
    };

    protected override string TextDay(string operand) => $"DATE(SUBSTR({operand}, 1, 10))";
}
