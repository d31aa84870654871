using System.Globalization;
using Npgsql;

namespace Dqx.Extensions.DatabaseWriter.Postgres;

/// <summary>Reads <c>postgres://USER:PASSWORD@HOST:PORT/DATABASE?option=value&amp;…</c>, the form and the options of PostgreSQL's own tools.</summary>
internal static class PostgresUrl
{
    /// <summary>The form, for messages.</summary>
    public const string Form = "postgres://USER:PASSWORD@HOST:PORT/DATABASE";

    private const string Escaping = "in a password write : as %3A, / as %2F, ? as %3F, # as %23, @ as %40";

    /// <summary>What is wrong with it, without showing it; null when nothing is.</summary>
    /// <param name="rest">The URL without its scheme.</param>
    public static string? Error(string rest)
    {
        try
        {
            Read(rest, path => path);
            return null;
        }
        catch (FormatException failure)
        {
            return failure.Message;
        }
    }

    /// <summary>What Npgsql needs to connect.</summary>
    /// <param name="rest">The URL without its scheme.</param>
    /// <param name="resolvePath">Makes the path of a certificate absolute.</param>
    /// <exception cref="FormatException">What is wrong with it, without showing it.</exception>
    public static NpgsqlConnectionStringBuilder Read(string rest, Func<string, string> resolvePath)
    {
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            throw new FormatException($"must be {Form}");
        }

        var (address, options) = Split(rest[2..], '?');
        var (authority, database) = Split(address, '/');
        if (database is null || database.Length == 0)
        {
            throw new FormatException($"names no database: it must be {Form}; {Escaping}");
        }

        // The last one: an @ in a password is a common mistake that does no harm.
        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? ("", null) : Split(authority[..at], ':');
        var builder = new NpgsqlConnectionStringBuilder
        {
            Database = Uri.UnescapeDataString(database),
            Username = user.Length > 0 ? Uri.UnescapeDataString(user) : null,
            Password = password is null ? null : Uri.UnescapeDataString(password),
        };
        ReadHost(builder, authority[(at + 1)..]);
        foreach (var option in (options ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Split(option, '=');
            PostgresOption.Apply(builder, Uri.UnescapeDataString(name), Uri.UnescapeDataString((value ?? "").Replace('+', ' ')), resolvePath);
        }

        return string.IsNullOrEmpty(builder.Host) ? throw new FormatException($"names no server: it must be {Form}") : builder;
    }

    /// <summary>How the database is called in messages: without user, password and options.</summary>
    public static string Name(NpgsqlConnectionStringBuilder builder)
        => string.Create(CultureInfo.InvariantCulture, $"postgres://{builder.Host}:{builder.Port}/{builder.Database}");

    private static void ReadHost(NpgsqlConnectionStringBuilder builder, string host)
    {
        if (host.Contains(',', StringComparison.Ordinal))
        {
            throw new FormatException($"names several servers; it must be {Form}");
        }

        // [::1]:5432; the brackets part an address of IPv6 from its port.
        var end = host.IndexOf(']', StringComparison.Ordinal);
        var colon = host.IndexOf(':', Math.Max(end, 0));
        var port = colon < 0 ? "" : host[(colon + 1)..];
        if (port.Length > 0)
        {
            builder.Port = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
                ? number
                : throw new FormatException($"the port is not a number from 1 to 65535: it must be {Form}; {Escaping}");
        }

        builder.Host = Uri.UnescapeDataString((colon < 0 ? host : host[..colon]).Trim('[', ']'));
    }

    private static (string Before, string? After) Split(string text, char separator)
        => text.IndexOf(separator, StringComparison.Ordinal) is var index and >= 0 ? (text[..index], text[(index + 1)..]) : (text, null);
}
