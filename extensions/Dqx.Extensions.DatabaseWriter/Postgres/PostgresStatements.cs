using System.Globalization;
using Dqx.Extensions.DatabaseWriter.Tables;

namespace Dqx.Extensions.DatabaseWriter.Postgres;

/// <summary>The SQL of the PostgreSQL store: the one place that puts names into statements.</summary>
internal static class PostgresStatements
{
    /// <summary>Waits for others who make or change tables at this moment; <c>$1</c> is what they agree upon.</summary>
    public const string LockSchema = "SELECT pg_advisory_xact_lock(hashtextextended($1 || ' in ' || coalesce(current_schema(), ''), 0))";

    /// <summary>Whether the table that holds the version is there; <c>$1</c> is its quoted name.</summary>
    public const string FindVersion = "SELECT to_regclass($1) IS NOT NULL";

    /// <summary>The table that holds the version.</summary>
    public static string CreateVersion(RunTables tables) => $"CREATE TABLE IF NOT EXISTS {Quote(tables.SchemaName)} (\"version\" integer NOT NULL)";

    /// <summary>The version of the tables; null when there are none yet.</summary>
    public static string ReadVersion(RunTables tables) => $"SELECT max(\"version\") FROM {Quote(tables.SchemaName)}";

    /// <summary>Keeps the version of new tables.</summary>
    public static string WriteVersion(RunTables tables)
        => string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {Quote(tables.SchemaName)} (\"version\") VALUES ({RunTables.Version})");

    /// <summary>Keeps the version of tables that were brought up to it.</summary>
    public static string RaiseVersion(RunTables tables)
        => string.Create(CultureInfo.InvariantCulture, $"UPDATE {Quote(tables.SchemaName)} SET \"version\" = {RunTables.Version}");

    /// <summary>The statements that create the tables of one prefix, in order.</summary>
    public static IEnumerable<string> Create(RunTables tables)
        => tables.All.SelectMany(table => Indexes(table, since: 0).Prepend(Create(table, tables.Runs)));

    /// <summary>The statements that bring tables of an older version up to this one, in order.</summary>
    public static IEnumerable<string> Upgrade(RunTables tables, int from) => tables.All.SelectMany(table => Indexes(table, from));

    /// <summary>The row of a run, with the parameters <c>$1</c>, <c>$2</c>, …; one that is there already stays as it is.</summary>
    public static string InsertRun(RunTables tables)
        => $"INSERT INTO {Quote(tables.Runs.Name)} ({Columns(tables.Runs)}) "
            + $"VALUES ({string.Join(", ", tables.Runs.Columns.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}")))}) "
            + $"ON CONFLICT ({Quote(Table.RunId)}) DO NOTHING";

    /// <summary>Takes rows in binary form.</summary>
    public static string Copy(Table table) => $"COPY {Quote(table.Name)} ({Columns(table)}) FROM STDIN (FORMAT BINARY)";

    /// <summary>A name in quotes: with its case, and whatever is in it.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Columns(Table table) => string.Join(", ", table.Columns.Select(column => Quote(column.Name)));

    private static string Create(Table table, Table runs)
    {
        var key = table.IsList ? $"PRIMARY KEY ({Quote(Table.RunId)}, {Quote(Table.Position)})" : $"PRIMARY KEY ({Quote(Table.RunId)})";
        var lines = table.Columns
            .Select(column => table.IsList && column.Name == Table.RunId ? $"{Definition(column)} REFERENCES {Quote(runs.Name)} ({Quote(Table.RunId)}) ON DELETE CASCADE" : Definition(column))
            .Append(key);
        return $"CREATE TABLE {Quote(table.Name)} (\n  {string.Join(",\n  ", lines)}\n)";
    }

    private static IEnumerable<string> Indexes(Table table, int since)
        => table.Indexes.Where(index => index.Since > since).Select(index =>
            $"CREATE INDEX {Quote($"{table.Name}_{string.Join('_', index.Columns)}")} ON {Quote(table.Name)} {(index.IsLong ? Hash(index) : Ordered(index))}");

    private static string Ordered(TableIndex index) => $"({string.Join(", ", index.Columns.Select(Quote))})";

    /// <summary>An entry of an ordered index may have a third of a page, and a row with a longer one would be refused.</summary>
    private static string Hash(TableIndex index) => $"USING hash ({Quote(index.Columns[0])})";

    private static string Definition(Column column) => $"{Quote(column.Name)} {PostgresType.Name(column.Kind)}{(column.Required ? " NOT NULL" : "")}";
}
