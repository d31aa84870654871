using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dqx.Engines.Tests.Servers;

/// <summary>Stands between DQX and a server: counts what the server answers, and may cut an answer off in its middle.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;
    private readonly int _port;
    private readonly X509Certificate2? _certificate;
    private readonly string? _cutAt;
    private readonly int _cutAfter;
    private long _received;

    /// <param name="port">The server's port.</param>
    /// <param name="cutAt">A text in a request whose answer is cut off; null for none.</param>
    /// <param name="cutAfter">How many bytes of that answer get through.</param>
    /// <param name="certificate">With which it speaks TLS in the server's stead; null for not.</param>
    public Relay(int port, string? cutAt = null, int cutAfter = 0, X509Certificate2? certificate = null)
    {
        (_port, _cutAt, _cutAfter, _certificate) = (port, cutAt, cutAfter, certificate);
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Text => Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many bytes the server has answered so far.</summary>
    public long Received => Interlocked.Read(ref _received);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _work;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        {
            using var server = new TcpClient();
            // Bytes that may still pass; after the request that is to be cut it falls.
            var rest = new[] { long.MaxValue };
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port, _end.Token);
                await using var there = await SideAsync(client);
                var back = server.GetStream();
                await Task.WhenAny(
                    PumpAsync(there, back, bytes =>
                    {
                        if (_cutAt is not null && Encoding.UTF8.GetString(bytes.Span).Contains(_cutAt, StringComparison.Ordinal))
                        {
                            rest[0] = _cutAfter;
                        }

                        return bytes;
                    }),
                    PumpAsync(back, there, bytes =>
                    {
                        Interlocked.Add(ref _received, bytes.Length);
                        var passes = (int)Math.Min(bytes.Length, rest[0]);
                        rest[0] -= rest[0] == long.MaxValue ? 0 : passes;
                        return bytes[..passes];
                    }));
            }
            catch (Exception gone) when (gone is SocketException or IOException or OperationCanceledException or AuthenticationException)
            {
                // One side has left; so does the other.
            }
        }
    }

    private async Task<Stream> SideAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var encrypted = new SslStream(client.GetStream());
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return encrypted;
    }

    /// <summary>Passes on until one side ends, or less is to be passed on than there is.</summary>
    private async Task PumpAsync(Stream from, Stream to, Func<Memory<byte>, Memory<byte>> see)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            var passes = see(buffer.AsMemory(0, count));
            await to.WriteAsync(passes, _end.Token);
            if (passes.Length < count)
            {
                return;
            }
        }
    }
}
