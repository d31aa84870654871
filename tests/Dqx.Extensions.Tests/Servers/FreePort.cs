using System.Net;
using System.Net.Sockets;

namespace Dqx.Extensions.Tests.Servers;

/// <summary>A port on loopback that nobody listens to.</summary>
internal static class FreePort
{
    /// <summary>One below those that the system gives to connections by itself, so that a server that is down for a while finds it free again.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(15000, 32000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; the next one.
            }
        }
    }
}
