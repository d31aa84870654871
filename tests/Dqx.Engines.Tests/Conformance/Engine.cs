using System.Globalization;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Extensions.ClickHouse;
using Dqx.Extensions.PostgreSql;

namespace Dqx.Engines.Tests.Conformance;

/// <summary>An engine under test: takes a table, and has it as a dataset.</summary>
internal abstract class Engine
{
    public static string[] Names => ["duckdb", "postgres", "clickhouse"];

    public static Engine Of(string name, Servers.Engines servers) => name switch
    {
        "duckdb" => new DuckDb(),
        "postgres" => new Postgres(servers.Postgres),
        _ => new ClickHouse(servers.ClickHouse),
    };

    /// <summary>The dataset <c>data</c> with the rows of a table.</summary>
    public abstract Task<IDataset> DatasetAsync(SomeTable table);

    /// <summary>The type in the engine's words.</summary>
    protected abstract string TypeOf(Of type);

    /// <summary>A value in the engine's words.</summary>
    protected virtual string Literal(object? value, Of type) => value switch
    {
        null => "NULL",
        double number when !double.IsFinite(number) => $"CAST('{(double.IsNaN(number) ? "NaN" : "Infinity")}' AS {TypeOf(type)})",
        bool flag => flag ? "TRUE" : "FALSE",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        DateOnly day => $"'{day:yyyy-MM-dd}'",
        DateTime time => string.Create(CultureInfo.InvariantCulture, $"'{time:yyyy-MM-dd HH:mm:ss}{(type is Conformance.Of.Instant ? "+00" : "")}'"),
        long[] list => $"CAST({ListOpen}{string.Join(", ", list)}] AS {TypeOf(type)})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    protected virtual string ListOpen => "[";

    protected string Rows(SomeTable table) => string.Join(",\n", table.Rows.Select(row => $"({string.Join(", ", row.Zip(table.Columns, (value, column) => Literal(value, column.Type)))})"));

    protected static string Name(SomeTable table) => table.Name.Replace(' ', '_');

    private sealed class DuckDb : Engine
    {
        protected override string TypeOf(Of type) => type switch
        {
            Conformance.Of.Int => "BIGINT",
            Conformance.Of.Decimal => "DECIMAL(18, 4)",
            Conformance.Of.WideDecimal => "DECIMAL(38, 9)",
            Conformance.Of.Double => "DOUBLE",
            Conformance.Of.Bool => "BOOLEAN",
            Conformance.Of.Text => "VARCHAR",
            Conformance.Of.Day => "DATE",
            Conformance.Of.Time => "TIMESTAMP",
            Conformance.Of.Instant => "TIMESTAMP WITH TIME ZONE",
            _ => "BIGINT[]",
        };

        public override Task<IDataset> DatasetAsync(SomeTable table)
        {
            var columns = table.Columns.Select((column, index) => string.Create(CultureInfo.InvariantCulture, $"CAST(c{index} AS {TypeOf(column.Type)}) AS {DuckDbDialect.Instance.Quote(column.Name)}"));
            var names = string.Join(", ", table.Columns.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"c{index}")));
            var values = table.Rows.IsEmpty ? $"({string.Join(", ", table.Columns.Select(_ => "NULL"))})" : Rows(table);
            var query = $"SELECT {string.Join(", ", columns)} FROM (VALUES {values}) AS rows({names}){(table.Rows.IsEmpty ? " WHERE FALSE" : "")}";
            return Task.FromResult<IDataset>(DuckDbDataset.FromQuery("data", query.Replace("{", "{{", StringComparison.Ordinal), calendar: table.Calendar));
        }
    }

    private sealed class Postgres(PostgresServer server) : Engine
    {
        private const string Database = "postgres";

        protected override string TypeOf(Of type) => type switch
        {
            Conformance.Of.Int => "bigint",
            Conformance.Of.Decimal => "numeric(18, 4)",
            Conformance.Of.WideDecimal => "numeric(38, 9)",
            Conformance.Of.Double => "double precision",
            Conformance.Of.Bool => "boolean",
            Conformance.Of.Text => "text",
            Conformance.Of.Day => "date",
            Conformance.Of.Time => "timestamp",
            Conformance.Of.Instant => "timestamptz",
            _ => "bigint[]",
        };

        protected override string ListOpen => "ARRAY[";

        public override Task<IDataset> DatasetAsync(SomeTable table)
        {
            var name = $"conformance.\"{Name(table)}\"";
            var columns = string.Join(", ", table.Columns.Select(column => $"{PostgresDialect.Instance.Quote(column.Name)} {TypeOf(column.Type)}"));
            var insert = table.Rows.IsEmpty ? "" : $"INSERT INTO {name} VALUES {Rows(table)};";
            server.Sql($"CREATE SCHEMA IF NOT EXISTS conformance AUTHORIZATION dqx; DROP TABLE IF EXISTS {name}; CREATE TABLE {name} ({columns}); {insert} GRANT SELECT ON {name} TO dqx", Database);
            var definition = new DatasetDefinition { Name = "data", Table = name, Calendar = table.Calendar };
            return Task.FromResult(new PostgresSource().Create(definition, new SourceDefinition { Name = "pg", Kind = "postgres", Url = server.Url(Database) }));
        }
    }

    private sealed class ClickHouse(Servers.ClickHouse server) : Engine
    {
        protected override string TypeOf(Of type) => type switch
        {
            Conformance.Of.Int => "Nullable(Int64)",
            Conformance.Of.Decimal => "Nullable(Decimal(18, 4))",
            Conformance.Of.WideDecimal => "Nullable(Decimal(38, 9))",
            Conformance.Of.Double => "Nullable(Float64)",
            Conformance.Of.Bool => "Nullable(UInt8)",
            Conformance.Of.Text => "Nullable(String)",
            Conformance.Of.Day => "Nullable(Date)",
            // It has points in time alone.
            Conformance.Of.Time or Conformance.Of.Instant => "Nullable(DateTime)",
            _ => "Array(Int64)",
        };

        protected override string Literal(object? value, Of type) => value switch
        {
            double number when !double.IsFinite(number) => double.IsNaN(number) ? "nan" : "inf",
            bool flag => flag ? "1" : "0",
            string text => ClickHouseDialect.Instance.TextLiteral(text),
            DateTime time => string.Create(CultureInfo.InvariantCulture, $"'{time:yyyy-MM-dd HH:mm:ss}'"),
            decimal number => string.Create(CultureInfo.InvariantCulture, $"'{number}'"),
            long[] list => $"[{string.Join(", ", list)}]",
            _ => base.Literal(value, type),
        };

        public override async Task<IDataset> DatasetAsync(SomeTable table)
        {
            var name = $"default.\"{Name(table)}\"";
            await server.SqlAsync($"DROP TABLE IF EXISTS {name}");
            await server.SqlAsync($"CREATE TABLE {name} ({string.Join(", ", table.Columns.Select(column => $"{ClickHouseDialect.Instance.Quote(column.Name)} {TypeOf(column.Type)}"))}) ENGINE = Memory");
            if (!table.Rows.IsEmpty)
            {
                await server.SqlAsync($"INSERT INTO {name} VALUES {Rows(table)}");
            }

            var definition = new DatasetDefinition { Name = "data", Table = name, Calendar = table.Calendar };
            return new ClickHouseSource().Create(definition, new SourceDefinition { Name = "ch", Kind = "clickhouse", Url = server.Url, User = Servers.ClickHouse.User, Password = Servers.ClickHouse.Password });
        }
    }
}
