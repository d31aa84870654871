using System.Net;
using System.Net.Sockets;

namespace Dqx.Extensions.Webhooks.Sending;

/// <summary>Tells addresses of the internet from those of this machine and of private networks.</summary>
/// <remarks>IANA's special-purpose address registries; addresses that carry an IPv4 address are judged by it.</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] s_reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork s_translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_tunnelled = IPNetwork.Parse("2002::/16");

    public static bool Is(IPAddress address)
    {
        var judged = Carried(address);
        return !s_reserved.Any(network => network.BaseAddress.AddressFamily == judged.AddressFamily && network.Contains(judged));
    }

    private static IPAddress Carried(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 || s_translated.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : s_tunnelled.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            // Without the scope, which no network contains.
            : new IPAddress(bytes);
    }
}
