using System.Globalization;
using Dqx.Extensions.Tests.Servers;
using Dqx.History;
using Npgsql;

namespace Dqx.Extensions.Tests.PostgreSql;

/// <summary>A schema of one test in the database that the tests share, with a name that has to be quoted.</summary>
internal sealed class SomeSchema(PostgresServer server)
{
    private static int s_count;

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"Some \"dqx.{Interlocked.Increment(ref s_count)}\"; é");

    public string Quoted => $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public string Url => $"{server.Url(server.SharedDatabase)}?schema={Uri.EscapeDataString(Name)}";

    public HistoryLocation Location(bool isReadOnly = false) => new(Url) { IsReadOnly = isReadOnly };

    public bool Exists() => Scalar("SELECT count(*) FROM pg_namespace WHERE nspname = $1", Name) is 1L;

    /// <summary>Runs a statement whose tables are written <c>dqx.name</c>; its first value.</summary>
    public object? Scalar(string sql, params object[] values)
    {
        using var connection = new NpgsqlConnection($"{server.ConnectionString(server.SharedDatabase)};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("dqx.", $"{Quoted}.", StringComparison.Ordinal);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command.ExecuteScalar();
    }
}
