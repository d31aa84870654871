using System.Diagnostics;
using Dqx.Extensions.Tests.Servers;

namespace Dqx.Extensions.Tests.Reports.Browser;

/// <summary>A real Chromium without a window, started once for all tests of pages, driven by its own protocol.</summary>
/// <remarks>No driver package: the protocol is JSON over a WebSocket, of which the tests need a few calls.</remarks>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly string _profile = Directory.CreateTempSubdirectory("dqx-chromium-").FullName;
    private ServerProcess? _process;
    private DevTools? _tools;

    /// <summary>Where the browser writes its address once it listens.</summary>
    private string AddressFile => Path.Combine(_profile, "DevToolsActivePort");

    public async Task InitializeAsync()
    {
        _process = await ServerProcess.StartAsync(_profile, async _ => (await AddressAsync()).Length > 1, [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run",
            "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank"]);
        var address = await AddressAsync();
        _tools = await DevTools.ConnectAsync(new Uri($"ws://127.0.0.1:{address[0]}{address[1]}"));
    }

    /// <summary>A new page on a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="scheme">What the system prefers: <c>light</c> or <c>dark</c>.</param>
    internal async Task<Tab> OpenAsync(string file, string scheme = "light")
        => await Tab.OpenAsync(_tools ?? throw new InvalidOperationException("The browser does not run."), new Uri(file), scheme);

    public async Task DisposeAsync()
    {
        if (_tools is not null)
        {
            await _tools.DisposeAsync();
        }

        _process?.Dispose();
        await DeleteAsync();
    }

    private async Task<string[]> AddressAsync() => File.Exists(AddressFile) ? await File.ReadAllLinesAsync(AddressFile) : [];

    /// <summary>Its children may still be writing when it has ended.</summary>
    private async Task DeleteAsync()
    {
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
                return;
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(begin) < s_patience)
            {
                await Task.Delay(50);
            }
        }
    }
}
