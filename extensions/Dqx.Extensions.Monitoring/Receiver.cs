using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Dqx.Extensions.Monitoring;

/// <summary>Who is sent to, and with which headers.</summary>
internal sealed class Receiver
{
    private readonly MonitoringSettings _settings;
    private readonly string? _login;

    public Receiver(MonitoringSettings settings)
    {
        _settings = settings;
        var endpoint = new Uri(settings.Endpoint);
        _login = endpoint.UserInfo.Length > 0 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(endpoint.UserInfo))) : null;
        Address = new UriBuilder(endpoint) { UserName = "", Password = "" }.Uri;
        Name = string.Create(CultureInfo.InvariantCulture, $"{endpoint.Host}:{endpoint.Port}");
    }

    /// <summary>The address without user and password.</summary>
    public Uri Address { get; }

    /// <summary>Host and port: what may be shown of the address.</summary>
    public string Name { get; }

    /// <summary>A client that tells who it is, and follows nobody elsewhere.</summary>
    /// <param name="handler">What sees the answers; null for nothing.</param>
    public HttpClient Client(DelegatingHandler? handler = null)
    {
        var connection = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (handler is not null)
        {
            handler.InnerHandler = connection;
        }

        var client = new HttpClient(handler ?? (HttpMessageHandler)connection) { Timeout = _settings.RequestTimeout };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "dqx-monitoring");
        if (_login is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", _login);
        }

        foreach (var (name, value) in _settings.Headers)
        {
            client.DefaultRequestHeaders.Remove(name);
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return client;
    }
}
