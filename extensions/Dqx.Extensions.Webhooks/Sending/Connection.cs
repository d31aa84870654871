using System.Net;
using System.Net.Sockets;

namespace Dqx.Extensions.Webhooks.Sending;

/// <summary>Connects to the addresses that it has judged, and to no others.</summary>
/// <remarks>The name is looked up once, here: a name that answers differently the next time cannot lead the connection elsewhere.</remarks>
internal static class Connection
{
    /// <exception cref="DqxException">The name leads to private addresses only.</exception>
    public static async ValueTask<Stream> OpenAsync(DnsEndPoint receiver, bool allowPrivateAddresses, CancellationToken cancellationToken)
    {
        var found = await Dns.GetHostAddressesAsync(receiver.Host, cancellationToken);
        var allowed = allowPrivateAddresses ? found : Array.FindAll(found, PublicAddress.Is);
        if (allowed.Length == 0 && found.Length > 0)
        {
            throw SendFailure.PrivateAddress(receiver.Host, found[0]);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, receiver.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
