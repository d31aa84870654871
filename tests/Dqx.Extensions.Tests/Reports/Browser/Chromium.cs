using System.Diagnostics;
using System.Globalization;

namespace Dqx.Extensions.Tests.Reports.Browser;

/// <summary>A real Chromium without a window, started once for all tests of pages, driven by its own protocol.</summary>
/// <remarks>No driver package: the protocol is JSON over a WebSocket, of which the tests need a few calls.</remarks>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly string _profile = Directory.CreateTempSubdirectory("dqx-chromium-").FullName;
    private Process? _process;
    private DevTools? _tools;

    public async Task InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo("chromium", [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run",
            "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("chromium did not start; build/services.sh installs it.");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _tools = await DevTools.ConnectAsync(await AddressAsync(Path.Combine(_profile, "DevToolsActivePort")));
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

        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        await DeleteAsync();
    }

    /// <summary>The browser writes its address when it listens.</summary>
    private async Task<Uri> AddressAsync(string file)
    {
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            var lines = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
            if (lines.Length >= 2)
            {
                return new Uri(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{lines[0]}{lines[1]}"));
            }

            (_process?.HasExited != true && Stopwatch.GetElapsedTime(begin) < s_patience).ShouldBeTrue("chromium does not listen");
            await Task.Delay(20);
        }
    }

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
