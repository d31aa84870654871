using System.Globalization;
using Npgsql;

namespace Dqx.Extensions.PostgreSql;

/// <summary>A server's address: <c>postgres://user:password@host:port/database?sslmode=verify-full</c>.</summary>
internal static class PostgresUrl
{
    private const int DefaultPort = 5432;

    /// <summary>The parameters that are taken, by the names of PostgreSQL's own client, and Npgsql's for them.</summary>
    private static readonly Dictionary<string, string> s_parameters = new(StringComparer.Ordinal)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["target_session_attrs"] = "Target Session Attributes",
    };

    /// <summary>What Npgsql needs to connect.</summary>
    /// <param name="url">The url; may hold a password, so no message repeats a word of it but its parameters' names.</param>
    /// <param name="user">The user, before the one in the url.</param>
    /// <param name="password">The password, before the one in the url.</param>
    /// <param name="wrong">Makes the failure of what is wrong with it.</param>
    /// <param name="own">Parameters that the caller reads himself, by <see cref="Parameter"/>.</param>
    public static NpgsqlConnectionStringBuilder Read(string? url, string? user, string? password, Func<string, Exception> wrong, params string[] own)
    {
        const string Example = "write one such as postgres://warehouse.example:5432/shop";
        if (string.IsNullOrWhiteSpace(url))
        {
            throw wrong($"has no 'url'; {Example}");
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("postgres" or "postgresql") || address.Host.Length == 0)
        {
            throw wrong($"has a url that is none of postgres://; {Example}, with what is special in a user or a password percent-encoded");
        }

        var login = address.UserInfo.Split(':', 2);
        var database = Uri.UnescapeDataString(address.AbsolutePath.Trim('/'));
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : DefaultPort,
            Username = user ?? (login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : null),
            Password = password ?? (login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null),
            Database = database.Length > 0 ? database : null,
            ApplicationName = "dqx",
            // A run has one connection per dataset; a pool would keep them, with their settings, when it is over.
            Pooling = false,
            // A server that vanished while a statement runs is noticed.
            TcpKeepAlive = true,
            TcpKeepAliveTime = 30,
            TcpKeepAliveInterval = 10,
            IncludeErrorDetail = false,
        };
        foreach (var (name, value) in Parameters(address).Where(parameter => !own.Contains(parameter.Name)))
        {
            if (!s_parameters.TryGetValue(name, out var key))
            {
                throw wrong($"has a url with the parameter '{name}', which is none of {string.Join(", ", s_parameters.Keys.Concat(own))}{(own.Length > 0 ? "" : "; settings of the server stand in 'settings'")}");
            }

            Set(builder, name, key, value, wrong);
        }

        return builder;
    }

    /// <summary>The last value of a parameter of a url that <see cref="Read"/> took; null when it has none.</summary>
    public static string? Parameter(string url, string name) => Parameters(new Uri(url)).LastOrDefault(parameter => parameter.Name == name).Value;

    private static IEnumerable<(string Name, string Value)> Parameters(Uri address)
        => from pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
           let parts = pair.Split('=', 2)
           select (parts[0], Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));

    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string key, string value, Func<string, Exception> wrong)
    {
        try
        {
            // verify-full is VerifyFull to Npgsql, and read-only is ReadOnly.
            builder[key] = name is "sslmode" or "target_session_attrs" ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(value).Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception refused) when (refused is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            throw wrong($"has a url in which '{name}' is '{value}', which it cannot be");
        }
    }
}
