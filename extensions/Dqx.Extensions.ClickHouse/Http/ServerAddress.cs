using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dqx.Datasets;

namespace Dqx.Extensions.ClickHouse.Http;

/// <summary>Where a server and its replicas are, and how DQX logs in.</summary>
/// <param name="Replicas">Their addresses without a path, in the order in which they are tried.</param>
/// <param name="Database">The database of tables that name none; null for the user's own.</param>
/// <param name="User">The user; null for the server's default one.</param>
/// <param name="Password">The password. A secret.</param>
/// <param name="Settings">Settings of the server for every statement.</param>
internal sealed record ServerAddress(ImmutableArray<Uri> Replicas, string? Database, string? User, string? Password, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>As PostgreSQL's client calls it.</summary>
    private const string RootCertificate = "?sslrootcert=";

    /// <summary>Parameters of the interface that are no settings: a suite that sets one would change what DQX asks, or how.</summary>
    private static readonly string[] s_taken =
        ["user", "password", "quota_key", "query", "query_id", "database", "default_format", "wait_end_of_query", "buffer_size", "compress", "decompress", "session_id", "readonly", "role"];

    /// <summary>The certificates that a server's own has to come from; empty for those that the machine trusts.</summary>
    public X509Certificate2Collection Roots { get; private init; } = [];

    /// <summary>The address that a suite's source gives.</summary>
    /// <exception cref="DqxException">It is none (DQX5202).</exception>
    public static ServerAddress Of(SourceDefinition source)
    {
        var urls = (source.Url ?? "").Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var addresses = urls.Select(url => Read(source, url)).ToImmutableArray();
        if (addresses.IsEmpty)
        {
            throw Wrong(source, "has no 'url'; write one such as http://warehouse.example:8123/shop, and further replicas after commas");
        }

        var databases = addresses.Select(address => Uri.UnescapeDataString(address.AbsolutePath.Trim('/'))).Distinct(StringComparer.Ordinal).ToImmutableArray();
        if (databases.Length > 1 || databases[0].Contains('/', StringComparison.Ordinal))
        {
            throw Wrong(source, "names several databases; a url's path is one database, the same for all replicas");
        }

        foreach (var (key, _) in source.Settings.Where(setting => s_taken.Contains(setting.Key) || setting.Key.StartsWith("param_", StringComparison.Ordinal)))
        {
            throw Wrong(source, $"has the setting '{key}', which DQX itself sets; leave it out");
        }

        foreach (var (key, text) in new[] { ("user", source.User), ("password", source.Password) })
        {
            if (text is not null && text.Any(char.IsControl))
            {
                throw Wrong(source, $"has a {key} with a control character, such as the end of a line; remove it");
            }
        }

        return new ServerAddress(
            [.. addresses.Select(address => new Uri(address.GetLeftPart(UriPartial.Authority)))], databases[0].Length == 0 ? null : databases[0], source.User, source.Password, source.Settings)
        {
            Roots = ReadRoots(source, addresses),
        };
    }

    public override string ToString() => string.Join(", ", Replicas.Select(replica => replica.Authority));

    /// <summary>Not a word of the url in the messages: it may hold a password.</summary>
    private static Uri Read(SourceDefinition source, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            throw Wrong(source, "has a url that is none of http:// or https://; write one such as http://warehouse.example:8123/shop");
        }

        return address switch
        {
            { UserInfo.Length: > 0 } => throw Wrong(source, "has a user or a password in its url, where logs would show them; write them as 'user' and 'password'"),
            { Fragment.Length: > 0 } => throw Wrong(source, "has a url with '#'; settings of the server stand in 'settings'"),
            { Query: var query } when query.Length > 0 && (!query.StartsWith(RootCertificate, StringComparison.Ordinal) || query.Contains('&', StringComparison.Ordinal))
                => throw Wrong(source, "has a url with parameters other than 'sslrootcert'; settings of the server stand in 'settings'"),
            { Query.Length: > 0, Scheme: "http" } => throw Wrong(source, "has a url with 'sslrootcert', which is for https://"),
            _ => address,
        };
    }

    /// <summary>Those of all addresses: replicas may have theirs from different authorities.</summary>
    private static X509Certificate2Collection ReadRoots(SourceDefinition source, IEnumerable<Uri> addresses)
    {
        var roots = new X509Certificate2Collection();
        foreach (var file in addresses.Where(address => address.Query.Length > 0).Select(address => Uri.UnescapeDataString(address.Query[RootCertificate.Length..])).Distinct(StringComparer.Ordinal))
        {
            try
            {
                var before = roots.Count;
                roots.ImportFromPemFile(Path.GetFullPath(file));
                if (roots.Count == before)
                {
                    throw new CryptographicException("it holds none");
                }
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                throw Wrong(source, $"has the sslrootcert '{file}', a file that should hold certificates (PEM): {unreadable.Message.TrimEnd('.')}");
            }
        }

        return roots;
    }

    private static DqxException Wrong(SourceDefinition source, string message) => new("DQX5202", $"The source '{source.Name}' {message}.");
}
