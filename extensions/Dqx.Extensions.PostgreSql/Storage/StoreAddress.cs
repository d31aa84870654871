using System.Globalization;
using System.Text;
using Dqx.History;

namespace Dqx.Extensions.PostgreSql.Storage;

/// <summary>Where tables of DQX lie: a schema in a database of a server.</summary>
/// <param name="ConnectionString">How to reach the server. Holds the password.</param>
/// <param name="Schema">The schema's name.</param>
/// <param name="Shown">The whole, without secrets.</param>
/// <param name="IsReadOnly">Whether nothing is changed there.</param>
internal sealed record StoreAddress(string ConnectionString, string Schema, string Shown, bool IsReadOnly)
{
    private const string SchemaParameter = "schema";
    private const string DefaultSchema = "dqx";

    /// <summary>PostgreSQL cuts longer names without a word.</summary>
    private const int LongestName = 63;

    /// <summary>How long a statement may take. The longest is the deletion of what is older than the retention.</summary>
    private const int CommandSeconds = 60;

    /// <summary>The schema as SQL writes it.</summary>
    public string QuotedSchema => PostgresDialect.Instance.Quote(Schema);

    /// <exception cref="DqxException">The URL is wrong (DQX5301).</exception>
    public static StoreAddress Of(HistoryLocation location)
    {
        var connection = PostgresUrl.Read(location.Url, user: null, password: null, message => Wrong(location, message), SchemaParameter);
        var schema = PostgresUrl.Parameter(location.Url, SchemaParameter) ?? DefaultSchema;
        if (string.IsNullOrWhiteSpace(schema) || Encoding.UTF8.GetByteCount(schema) > LongestName || schema.Contains('\0', StringComparison.Ordinal))
        {
            throw Wrong(location, string.Create(CultureInfo.InvariantCulture, $"has a url in which '{SchemaParameter}' is '{schema}'; name a schema in 1 to {LongestName} bytes"));
        }

        if (schema.StartsWith("pg_", StringComparison.Ordinal))
        {
            throw Wrong(location, $"has a url in which '{SchemaParameter}' is '{schema}'; names that begin with pg_ are PostgreSQL's own");
        }

        connection.CommandTimeout = CommandSeconds;
        return new StoreAddress(connection.ConnectionString, schema, $"{location} (schema {schema})", location.IsReadOnly);
    }

    public override string ToString() => Shown;

    private static DqxException Wrong(HistoryLocation location, string message) => new("DQX5301", $"The history {location} {message}.");
}
