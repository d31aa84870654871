using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dqx.Extensions.Tests.Webhooks;

/// <summary>One request as it arrived.</summary>
internal sealed record Received(string Line, Dictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>An HTTP server on loopback, which reads requests as they stand on the wire.</summary>
/// <remarks>The answers are raw texts, taken in turn; the last one stays. An empty one closes the connection, null never answers.</remarks>
internal sealed class HttpReceiver : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly string?[] _answers;
    private readonly X509Certificate2? _certificate;
    private int _next = -1;

    public HttpReceiver(params string?[] answers)
        : this(null, answers)
    {
    }

    public HttpReceiver(X509Certificate2? certificate, string?[] answers, int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _answers = answers.Length == 0 ? [Answer("204 No Content")] : answers;
        _certificate = certificate;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/hook";

    public ConcurrentQueue<Received> Requests { get; } = [];

    public int Connections { get; private set; }

    /// <summary>Says of a request that it is never answered.</summary>
    public Func<Received, bool> Holds { get; set; } = _ => false;

    /// <summary>Released whenever a request is not answered.</summary>
    public SemaphoreSlim Held { get; } = new(0);

    public static string Answer(string status, string body = "", params string[] headers)
        => $"HTTP/1.1 {status}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Connections++;
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            Stream stream = connection.GetStream();
            if (_certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(_certificate);
                stream = secure;
            }

            while (await ReadAsync(stream, _end.Token) is { } request)
            {
                var answer = _answers[Math.Min(Interlocked.Increment(ref _next), _answers.Length - 1)];
                var isHeld = answer is null || Holds(request);
                Requests.Enqueue(request);
                if (isHeld)
                {
                    Held.Release();
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                if (answer is "")
                {
                    return;
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer ?? ""));
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The other side has gone, or does not trust the certificate: that is what some tests are about.
        }
    }

    private static async Task<Received?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new Received(lines[0], headers, body);
    }
}
