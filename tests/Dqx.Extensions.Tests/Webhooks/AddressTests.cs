using System.Net;
using Dqx.Extensions.Tests.DatabaseWriter;
using Dqx.Extensions.Webhooks.Sending;

namespace Dqx.Extensions.Tests.Webhooks;

public sealed class AddressTests : WebhookTest
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    public async Task AnAddressOfThisMachineIsRefusedHoweverItIsWritten(string host)
    {
        using var receiver = new HttpReceiver();

        var failure = await Failure(receiver, ("allow_private_addresses", false), ("url", $"http://{host}:{receiver.Port}/hook"));

        failure.DiagnosticId.ShouldBe("DQX6204");
        failure.Message.ShouldContain("set allow_private_addresses: true");
        failure.Message.ShouldContain(host == "localhost" ? ", an address of this machine" : " is an address of this machine");
        receiver.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:1::1")]
    [InlineData("fc00::1")]
    [InlineData("fdff::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void AddressesOfPrivateNetworksAreTold(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2002:101:101::")]
    [InlineData("2606:4700:4700::1111")]
    public void AddressesOfTheInternetAreTold(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeTrue();

    [Fact]
    public async Task ARedirectIsRefused()
    {
        using var target = new HttpReceiver();
        using var receiver = new HttpReceiver(HttpReceiver.Answer("307 Elsewhere", "", $"Location: {target.Url}"));

        var failure = await Failure(receiver);

        failure.DiagnosticId.ShouldBe("DQX6203");
        failure.Message.ShouldContain("set allow_redirects: true");
        target.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("307 Elsewhere")]
    [InlineData("308 Elsewhere")]
    public async Task AnAllowedRedirectIsFollowedWithTheBodyAndWithoutTheTokens(string status)
    {
        using var target = new HttpReceiver();
        using var receiver = new HttpReceiver(HttpReceiver.Answer(status, "", $"Location: {target.Url}"));
        var run = SampleRuns.Full();

        await Post(receiver, run, [("allow_redirects", true), ("secret", "s"), ("headers", new Dictionary<string, string> { ["Authorization"] = "token" })]);

        receiver.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("token");
        var request = target.Requests.ShouldHaveSingleItem();
        request.Text.ShouldBe(RunDocument.ToJson(run));
        request.Headers.ShouldContainKey("Dqx-Signature");
        request.Headers.ShouldNotContainKey("Authorization");
    }

    [Fact]
    public async Task ARedirectOnTheSameServerKeepsTheTokens()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("308 Elsewhere", "", "Location: /other"), HttpReceiver.Answer("204 Yes"));

        await Post(receiver, SampleRuns.Full(), [("allow_redirects", true), ("headers", new Dictionary<string, string> { ["Authorization"] = "token" })]);

        receiver.Requests.Last().Line.ShouldBe("POST /other HTTP/1.1");
        receiver.Requests.Last().Headers["Authorization"].ShouldBe("token");
    }

    [Theory]
    [InlineData("301 Moved", "Location: /other", "takes a post's body away")]
    [InlineData("302 Found", "Location: /other", "takes a post's body away")]
    [InlineData("303 See", "Location: /other", "takes a post's body away")]
    [InlineData("307 Elsewhere", "X: y", "leads nowhere")]
    [InlineData("307 Elsewhere", "Location: file:///etc/passwd", "leads nowhere")]
    public async Task ARedirectThatCannotBeFollowedIsRefused(string status, string header, string reason)
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer(status, "", header));

        var failure = await Failure(receiver, ("allow_redirects", true));

        failure.DiagnosticId.ShouldBe("DQX6203");
        failure.Message.ShouldContain(reason);
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ARedirectInCirclesEnds()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("307 Round", "", "Location: /hook"));

        (await Failure(receiver, ("allow_redirects", true))).DiagnosticId.ShouldBe("DQX6203");
        receiver.Requests.Count.ShouldBe(6);
    }
}
