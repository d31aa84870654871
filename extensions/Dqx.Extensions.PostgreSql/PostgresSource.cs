using System.Composition;
using System.Text.Json;
using Dqx.Datasets;

namespace Dqx.Extensions.PostgreSql;

/// <summary>The kind <c>postgres</c> of suite files: tables, views and queries of a PostgreSQL server.</summary>
[Export(typeof(IDataSourceProvider))]
[DataSourceMetadata(Name, Description = "Tables, views and queries of PostgreSQL")]
public sealed class PostgresSource : IDataSourceProvider
{
    private const string Name = "postgres";

    /// <inheritdoc/>
    public string Kind => Name;

    /// <inheritdoc/>
    /// <exception cref="DqxException">The definition does not fit PostgreSQL (DQX5101), its server's address or settings are none (DQX5102),
    /// or its table's name is none (DQX5103).</exception>
    public IDataset Create(DatasetDefinition dataset, SourceDefinition source)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(source);
        if (source.Path is not null)
        {
            throw Misfit(dataset, $"its source '{source.Name}' has a path; PostgreSQL has 'url', such as postgres://warehouse.example/shop");
        }

        if (dataset.Options.ValueKind is not JsonValueKind.Undefined)
        {
            throw Misfit(dataset, "'options' are for files; leave them out");
        }

        return dataset switch
        {
            { Table: { } table } => ServerDataset.OfTable(dataset, PostgresDialect.Instance, PostgresSessions.Of(source).OpenAsync)
                ?? throw new DqxException("DQX5103", $"Dataset '{dataset.Name}': {table} is not the name of a table. Write table or schema.table, and a part that holds a dot or a quote in double quotes."),
            { Query: not null } => ServerDataset.OfQuery(dataset, PostgresDialect.Instance, PostgresSessions.Of(source).OpenAsync),
            _ => throw Misfit(dataset, "PostgreSQL has tables and queries; write 'table' or 'query'"),
        };
    }

    private static DqxException Misfit(DatasetDefinition dataset, string message) => new("DQX5101", $"Dataset '{dataset.Name}': {message}.");
}
