using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dqx.Extensions.Webhooks.Sending;

/// <summary>Proves who sent a body and when: <c>t=SECONDS,v1=HEX</c>, HMAC-SHA256 over the seconds, a dot and the body.</summary>
/// <remarks>The time is signed too, so that a receiver can refuse what somebody recorded and plays back later.</remarks>
internal static class Signature
{
    public const string Header = "Dqx-Signature";

    public static string Of(ReadOnlySpan<byte> body, string secret, DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = new byte[seconds.Length + 1 + body.Length];
        Encoding.ASCII.GetBytes(seconds + ".", signed);
        body.CopyTo(signed.AsSpan(seconds.Length + 1));
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
