using System.Net.Http.Headers;
using System.Text;

namespace Dqx.Extensions.Webhooks.Sending;

/// <summary>Who is posted to, and with which headers.</summary>
internal sealed class Receiver
{
    private readonly WebhookSettings _settings;

    public Receiver(WebhookSettings settings)
    {
        _settings = settings;
        Address = new Uri(settings.Url);
        Name = NameOf(Address);
    }

    public Uri Address { get; }

    /// <summary>Host and port: what may be shown of the address, whose path may be a password.</summary>
    public string Name { get; }

    public static string NameOf(Uri address) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}");

    /// <summary>Adds what is meant for this receiver alone: it does not follow a redirect to another one.</summary>
    public void Authorise(HttpRequestHeaders headers)
    {
        if (Address.UserInfo.Length > 0)
        {
            var login = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(Address.UserInfo)));
            headers.Authorization = new AuthenticationHeaderValue("Basic", login);
        }

        foreach (var (name, value) in _settings.Headers)
        {
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Whether another address is on the same server.</summary>
    public bool IsAt(Uri other) => Address.Scheme == other.Scheme && Address.Port == other.Port && string.Equals(Address.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
