using System.Globalization;
using Npgsql;

namespace Dqx.Extensions.DatabaseWriter.Postgres;

/// <summary>The options after the <c>?</c> of a URL, by the names that PostgreSQL's own tools know.</summary>
internal static class PostgresOption
{
    private static readonly Dictionary<string, Action<NpgsqlConnectionStringBuilder, string>> s_options = new(StringComparer.Ordinal)
    {
        ["application_name"] = (builder, value) => builder.ApplicationName = value,
        ["connect_timeout"] = (builder, value) => builder.Timeout = Seconds(value),
        // The folder of a socket, which does not fit before the first slash.
        ["host"] = (builder, value) => builder.Host = value,
        ["options"] = (builder, value) => builder.Options = value,
        ["search_path"] = (builder, value) => builder.SearchPath = value,
        ["sslmode"] = (builder, value) => builder.SslMode = Mode(value),
        ["sslrootcert"] = (builder, value) => builder.RootCertificate = value,
        ["sslcert"] = (builder, value) => builder.SslCertificate = value,
        ["sslkey"] = (builder, value) => builder.SslKey = value,
    };

    /// <exception cref="FormatException">There is no such option, or the value is not one of it.</exception>
    public static void Apply(NpgsqlConnectionStringBuilder builder, string name, string value, Func<string, string> resolvePath)
    {
        if (!s_options.TryGetValue(name, out var option))
        {
            // Not the name: what stands after a ? may be half of a password.
            throw new FormatException($"has an unknown option after ?; known: {string.Join(", ", s_options.Keys)}");
        }

        option(builder, name is "sslrootcert" or "sslcert" or "sslkey" && value.Length > 0 ? resolvePath(value) : value);
    }

    private static int Seconds(string value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1024
            ? seconds
            : throw new FormatException("connect_timeout must be a number of seconds, at most 1024");

    private static SslMode Mode(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FormatException("sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full"),
    };
}
