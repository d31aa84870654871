using System.Diagnostics;
using System.Globalization;

namespace Dqx.Extensions.Tests.DatabaseWriter;

/// <summary>Another process that writes runs.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    /// <summary>Starts one; 0 runs are runs without end.</summary>
    public static WriterProcess Start(string settings, string folder, int results, int runs, string processor = "db_writer")
    {
        var program = Path.Combine(AppContext.BaseDirectory, "EndlessWriter.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "exec", program, settings, folder, results.ToString(CultureInfo.InvariantCulture), runs.ToString(CultureInfo.InvariantCulture), processor },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new WriterProcess(Process.Start(start) ?? throw new InvalidOperationException("The process did not start."));
    }

    /// <summary>Waits until a run is written.</summary>
    public async Task<string?> Written() => await _process.StandardOutput.ReadLineAsync();

    /// <summary>Kills it, without a chance to tidy up, and returns the ids of the other runs that it had written.</summary>
    public async Task<IReadOnlyList<string>> Kill()
    {
        _process.Kill();
        return await Lines();
    }

    /// <summary>Waits for its end and returns the ids of the runs that it wrote.</summary>
    public async Task<IReadOnlyList<string>> End()
    {
        var lines = await Lines();
        _process.ExitCode.ShouldBe(0, await _process.StandardError.ReadToEndAsync());
        return lines;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<IReadOnlyList<string>> Lines()
    {
        var text = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        // A line that was cut off says nothing.
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => Guid.TryParse(line, out _)).ToList();
    }
}
