using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dqx.Extensions.Tests.EmailAlerts;

/// <summary>One mail as it arrived.</summary>
internal sealed record Delivered(string From, IReadOnlyList<string> To, string Raw, bool Encrypted, string? Login);

/// <summary>A mail server on loopback, which can be as difficult as real ones.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();

    /// <param name="port">Where; 0 for anywhere.</param>
    public SmtpServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    public ConcurrentQueue<Delivered> Mails { get; } = [];

    /// <summary>Every command, of all connections.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>STARTTLS is offered with it.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The only login that is taken; null for none.</summary>
    public (string User, string Password)? Login { get; init; }

    /// <summary>Released whenever an answer does not come.</summary>
    public SemaphoreSlim Silent { get; } = new(0);

    /// <summary>Answers to a command, by its beginning, taken in turn before the usual one. An empty one ends the connection; one that ends
    /// with "silence" never comes, though a "250 silence" to the end of the data takes the mail.</summary>
    public Dictionary<string, Queue<string>> Answers { get; } = [];

    public static X509Certificate2 NewCertificate(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

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
            await new Session(this, connection.GetStream()).RunAsync(_end.Token);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The other side has gone, or does not trust the certificate: that is what some tests are about.
        }
    }

    private sealed class Session(SmtpServer server, Stream stream)
    {
        private readonly List<string> _to = [];
        private Stream _stream = stream;
        private string _from = "";
        private string? _login;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await SayAsync(Scripted("CONNECT") ?? "220 test ESMTP", cancellationToken);
            while (await ReadAsync(cancellationToken) is { } command)
            {
                server.Commands.Enqueue(command);
                var answer = Scripted(command) ?? await AnswerAsync(command, cancellationToken);
                if (answer.Length == 0 || command == "QUIT")
                {
                    return;
                }

                await SayAsync(answer, cancellationToken);
                if (command == "STARTTLS" && answer.StartsWith('2'))
                {
                    var secure = new SslStream(_stream);
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, cancellationToken);
                    _stream = secure;
                }
            }
        }

        private string? Scripted(string command)
            => server.Answers.Where(pair => command.StartsWith(pair.Key, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value).FirstOrDefault(answers => answers.Count > 0)?.Dequeue();

        private async Task<string> AnswerAsync(string command, CancellationToken cancellationToken)
        {
            var words = command.Split(' ', 2);
            switch (words[0].ToUpperInvariant())
            {
                case "EHLO":
                    var offers = new List<string> { "test" };
                    offers.AddRange(server.Certificate is not null && _stream is not SslStream ? ["STARTTLS"] : Array.Empty<string>());
                    offers.AddRange(server.Login is not null ? ["AUTH LOGIN PLAIN"] : Array.Empty<string>());
                    return string.Join("\r\n", offers.Select((offer, index) => $"250{(index == offers.Count - 1 ? ' ' : '-')}{offer}"));
                case "AUTH":
                    return await AuthenticateAsync(words[1], cancellationToken);
                case "MAIL":
                    (_from, var refused) = (words[1]["FROM:".Length..], server.Login is not null && _login is null);
                    return refused ? "530 5.7.0 Authentication required" : "250 ok";
                case "RCPT":
                    _to.Add(words[1]["TO:".Length..].Trim('<', '>'));
                    return "250 ok";
                case "DATA":
                    await SayAsync("354 go on", cancellationToken);
                    return await DataAsync(cancellationToken);
                default:
                    return command == "STARTTLS" ? "220 go on" : "250 ok";
            }
        }

        private async Task<string> AuthenticateAsync(string arguments, CancellationToken cancellationToken)
        {
            var (user, password) = ("", "");
            var words = arguments.Split(' ');
            if (words[0] == "PLAIN")
            {
                var parts = Decode(words[1]).Split('\0');
                (user, password) = (parts[1], parts[2]);
            }
            else
            {
                if (words.Length == 1)
                {
                    await SayAsync("334 VXNlcm5hbWU6", cancellationToken);
                }

                user = Decode(words.Length == 1 ? await ReadAsync(cancellationToken) ?? "" : words[1]);
                await SayAsync("334 UGFzc3dvcmQ6", cancellationToken);
                password = Decode(await ReadAsync(cancellationToken) ?? "");
            }

            if ((user, password) != server.Login)
            {
                return "535 5.7.8 Authentication credentials invalid";
            }

            _login = user;
            return "235 welcome";
        }

        private async Task<string> DataAsync(CancellationToken cancellationToken)
        {
            var raw = new StringBuilder();
            while (await ReadAsync(cancellationToken) is { } line)
            {
                if (line == ".")
                {
                    var answer = Scripted("END OF DATA") ?? "250 taken";
                    if (answer.StartsWith('2'))
                    {
                        server.Mails.Enqueue(new Delivered(_from, [.. _to], raw.ToString(), _stream is SslStream, _login));
                    }

                    return answer;
                }

                raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            return "";
        }

        private async Task SayAsync(string answer, CancellationToken cancellationToken)
        {
            if (answer.EndsWith("silence", StringComparison.Ordinal))
            {
                server.Silent.Release();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            await _stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), cancellationToken);
        }

        private async Task<string?> ReadAsync(CancellationToken cancellationToken)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, cancellationToken) == 1)
            {
                if (one[0] == '\n' && line is [.., (byte)'\r'])
                {
                    return Encoding.UTF8.GetString([.. line.SkipLast(1)]);
                }

                line.Add(one[0]);
            }

            return null;
        }

        private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
    }
}
