using System.Collections.Immutable;

namespace Dqx.Sql;

/// <summary>A column of a dataset.</summary>
/// <param name="Name">Its name, exactly.</param>
/// <param name="TypeName">Its type, as the engine calls it.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record Column(string Name, string TypeName, ColumnKind Kind);

/// <summary>The columns of a dataset, in its order.</summary>
internal sealed class DatasetSchema(string dataset, ImmutableArray<Column> columns)
{
    private readonly Dictionary<string, Column> _exact = columns.DistinctBy(column => column.Name).ToDictionary(column => column.Name, StringComparer.Ordinal);
    private readonly ILookup<string, Column> _anyCase = columns.ToLookup(column => column.Name, StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<Column> Columns { get; } = columns;

    /// <summary>The column of that name, else the only one that differs in case alone.</summary>
    /// <exception cref="SchemaException">There is none, or there are several.</exception>
    public Column Find(string name)
    {
        if (_exact.TryGetValue(name, out var exact))
        {
            return exact;
        }

        return _anyCase[name].ToList() switch
        {
            [var only] => only,
            [] => throw new SchemaException($"{dataset} has no column '{name}'{Nearest.Hint(name, _exact.Keys)}"),
            var several => throw new SchemaException($"{dataset} has several columns '{name}' that differ in case: {string.Join(", ", several.Select(column => column.Name))}"),
        };
    }
}
