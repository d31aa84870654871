using System.Globalization;
using Npgsql;

namespace Dqx.Extensions.PostgreSql.Storage;

/// <summary>A connection with the schema in which its statements find their tables.</summary>
/// <param name="connection">The connection, which is the session's own.</param>
/// <param name="schema">The schema, quoted.</param>
internal sealed class StoreSession(NpgsqlConnection connection, string schema) : IDisposable
{
    /// <summary>Before a table's name it stands for the schema.</summary>
    private const string SchemaMark = "dqx.";

    /// <summary>Whether the tables are known to be of the version of this code.</summary>
    public bool IsCurrent { get; set; }

    /// <summary>When it was last used, as a timestamp.</summary>
    public long UsedAt { get; set; }

    public NpgsqlTransaction Begin() => connection.BeginTransaction();

    /// <summary>A statement.</summary>
    /// <param name="sql">Its tables are written <c>dqx.name</c>, its parameters <c>$1</c>, <c>$2</c>, ….</param>
    /// <param name="values">The parameters, in order; their types are those that the statement casts them to, or the values' own.</param>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Plain(sql.Replace(SchemaMark, $"{schema}.", StringComparison.Ordinal));
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = Sendable(value) ?? DBNull.Value });
        }

        return command;
    }

    public void CreateSchema()
    {
        using var command = Plain($"CREATE SCHEMA {schema}");
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement for its only value; null when there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Whether the server answers on this connection.</summary>
    public bool IsAlive()
    {
        try
        {
            using var command = Plain("SELECT 1");
            command.CommandTimeout = 5;
            return command.ExecuteScalar() is 1;
        }
        catch (Exception gone) when (gone is NpgsqlException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    public void Dispose() => connection.Dispose();

    private NpgsqlCommand Plain(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static object? Sendable(object? value) => value switch
    {
        string text => StoredText.Of(text),
        string?[] texts => Array.ConvertAll(texts, text => text is null ? null : StoredText.Of(text)),
        DateTimeOffset moment => moment.ToUniversalTime(),
        IFormattable or null or bool or Array => value,
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A {value.GetType().Name} is no parameter.")),
    };
}
