using System.Data.Common;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dqx.Extensions.ClickHouse.Ado;

namespace Dqx.Extensions.ClickHouse.Http;

/// <summary>A server and its replicas, by their HTTP interface. Safe for concurrent use.</summary>
/// <remarks>A statement goes to the replica that answered last; where it cannot be reached, or breaks off before it answers, to the next one.</remarks>
internal sealed class ClickHouseServer : IDisposable
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile ServerFacts? _facts;
    private volatile int _current;

    public ClickHouseServer(ServerAddress address)
    {
        Address = address;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = s_connectTimeout,
            AutomaticDecompression = DecompressionMethods.GZip,
            // Another server than the one that the suite names would be told the password.
            AllowAutoRedirect = false,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(address.Roots) },
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public ServerAddress Address { get; }

    /// <summary>Opens a session in an IANA zone.</summary>
    /// <exception cref="ClickHouseException">The server refuses, or cannot be reached.</exception>
    public async ValueTask<DbConnection> OpenAsync(string timeZone, CancellationToken cancellationToken)
    {
        var connection = new ClickHouseConnection(this, timeZone);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>What the server says about itself; asked once, and again only where it could not be.</summary>
    /// <exception cref="ClickHouseException">It refuses, or cannot be reached.</exception>
    public async Task<ServerFacts> FactsAsync(CancellationToken cancellationToken)
    {
        if (_facts is { } known)
        {
            return known;
        }

        await _asking.WaitAsync(cancellationToken);
        try
        {
            return _facts ??= await AskAsync(cancellationToken);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Sends a statement; the answer's header is there, its rows are still to come.</summary>
    /// <exception cref="ClickHouseException">The server refuses, or none can be reached.</exception>
    public async Task<HttpResponseMessage> SendAsync(ServerRequest request, CancellationToken cancellationToken)
    {
        var (first, count) = (_current, Address.Replicas.Length);
        List<string> failures = [];
        for (var tried = 0; ; tried++)
        {
            var index = (first + tried) % count;
            var replica = Address.Replicas[index];
            try
            {
                var response = await _client.SendAsync(request.To(replica, Address), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                _current = index;
                return response.StatusCode is HttpStatusCode.OK ? response : throw await RefusalAsync(replica, response, cancellationToken);
            }
            catch (Exception unreachable) when (!cancellationToken.IsCancellationRequested && unreachable is HttpRequestException or IOException or OperationCanceledException)
            {
                failures.Add($"{replica.Authority}: {Reason(unreachable)}");
                if (tried + 1 == count)
                {
                    throw new ClickHouseException($"no answer from ClickHouse ({string.Join("; ", failures)})", code: 0, isFatal: true, unreachable);
                }
            }
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _asking.Dispose();
    }

    /// <summary>Why a server did not answer: the innermost words, which are the system's.</summary>
    internal static string Reason(Exception exception) => exception switch
    {
        AuthenticationException { InnerException: null } untrusted => $"{untrusted.Message.TrimEnd('.')}; the certificate of its authority may be named in the url, ?sslrootcert=FILE",
        OperationCanceledException => FormattableString.Invariant($"no connection within {s_connectTimeout.TotalSeconds} seconds"),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection broke off before the end of the answer",
        { InnerException: { } inner } => Reason(inner),
        _ => exception.Message.ReplaceLineEndings(" ").TrimEnd('.', ' '),
    };

    /// <summary>Null for what the machine trusts.</summary>
    private static X509ChainPolicy? Trusting(X509Certificate2Collection roots)
    {
        if (roots.Count == 0)
        {
            return null;
        }

        // An authority of one's own has seldom a place that tells what it revoked.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private static async Task<ClickHouseException> RefusalAsync(Uri replica, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            return ServerError.Of(replica, (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    private async Task<ServerFacts> AskAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_connectTimeout * (Address.Replicas.Length + 2));
        try
        {
            using var response = await SendAsync(ServerRequest.Bare(ServerFacts.Question), limit.Token);
            var lines = (await response.Content.ReadAsStringAsync(limit.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var values = lines.Select(line => line.Split('\t')).Where(cells => cells.Length == 2).ToDictionary(cells => cells[0], cells => TabSeparated.Unescape(cells[1]), StringComparer.Ordinal);
            return values.Remove("version()", out var version)
                ? new ServerFacts(version, values)
                : throw new ClickHouseException($"{Address} does not answer as ClickHouse does", code: 0, isFatal: true);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested && broken is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new ClickHouseException($"no answer from ClickHouse ({Address}: {(limit.IsCancellationRequested ? "it is connected and says nothing" : Reason(broken))})", code: 0, isFatal: true, broken);
        }
    }
}
