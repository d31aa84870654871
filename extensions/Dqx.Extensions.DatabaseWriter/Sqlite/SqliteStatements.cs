using System.Globalization;
using Dqx.Extensions.DatabaseWriter.Tables;

namespace Dqx.Extensions.DatabaseWriter.Sqlite;

/// <summary>The SQL of the SQLite store: the one place that puts names into statements.</summary>
internal static class SqliteStatements
{
    /// <summary>The statements that create the tables of one prefix, in order.</summary>
    public static IEnumerable<string> Create(RunTables tables)
        => tables.All.SelectMany(table => Indexes(table, since: 0).Prepend(Create(table, tables.Runs)));

    /// <summary>The statements that bring tables of an older version up to this one, in order.</summary>
    public static IEnumerable<string> Upgrade(RunTables tables, long from) => tables.All.SelectMany(table => Indexes(table, from));

    /// <summary>The table that holds the version.</summary>
    public static string CreateVersion(RunTables tables)
        => $"CREATE TABLE IF NOT EXISTS {Quote(tables.SchemaName)} (\"version\" INTEGER NOT NULL) STRICT";

    /// <summary>The version of the tables; no row when there are none yet.</summary>
    public static string ReadVersion(RunTables tables) => $"SELECT max(\"version\") FROM {Quote(tables.SchemaName)}";

    /// <summary>Keeps the version of new tables; <c>$1</c>.</summary>
    public static string WriteVersion(RunTables tables) => $"INSERT INTO {Quote(tables.SchemaName)} (\"version\") VALUES ($1)";

    /// <summary>Keeps the version of tables that were brought up to it; <c>$1</c>.</summary>
    public static string RaiseVersion(RunTables tables) => $"UPDATE {Quote(tables.SchemaName)} SET \"version\" = $1";

    /// <summary>One row with the parameters <c>$1</c>, <c>$2</c>, …; a run that is there already stays as it is.</summary>
    public static string Insert(Table table)
    {
        var columns = table.Columns;
        var onConflict = table.IsList ? "" : $" ON CONFLICT ({Quote(Table.RunId)}) DO NOTHING";
        return $"INSERT INTO {Quote(table.Name)} ({string.Join(", ", columns.Select(column => Quote(column.Name)))}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, index) => Parameter(index)))}){onConflict}";
    }

    /// <summary>The name of the parameter at this place, from 0.</summary>
    public static string Parameter(int index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

    private static string Create(Table table, Table runs)
    {
        var key = table.IsList ? $"PRIMARY KEY ({Quote(Table.RunId)}, {Quote(Table.Position)})" : $"PRIMARY KEY ({Quote(Table.RunId)})";
        var lines = table.Columns
            .Select(column => table.IsList && column.Name == Table.RunId ? $"{Definition(column)} REFERENCES {Quote(runs.Name)} ({Quote(Table.RunId)}) ON DELETE CASCADE" : Definition(column))
            .Append(key);
        return $"CREATE TABLE {Quote(table.Name)} (\n  {string.Join(",\n  ", lines)}\n) STRICT";
    }

    private static IEnumerable<string> Indexes(Table table, long since)
        => table.Indexes.Where(index => index.Since > since).Select(index =>
            $"CREATE INDEX {Quote($"{table.Name}_{string.Join('_', index.Columns)}")} ON {Quote(table.Name)} ({string.Join(", ", index.Columns.Select(Quote))})");

    private static string Definition(Column column)
    {
        var type = column.Kind switch
        {
            ColumnKind.Integer or ColumnKind.Flag => "INTEGER",
            ColumnKind.Real => "REAL",
            _ => "TEXT",
        };
        return $"{Quote(column.Name)} {type}{(column.Required ? " NOT NULL" : "")}";
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
