using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Dqx.Extensions.Tests.Servers;

/// <summary>A real server: a process of its own over a temporary folder, which ends with the tests whatever becomes of them.</summary>
internal sealed class ServerProcess : IDisposable
{
    // A loaded machine of two cores starts servers slowly; a server that hangs is still told.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Process _guard;
    private readonly StringBuilder _log = new();

    private ServerProcess(Process process, Process guard)
    {
        _process = process;
        _guard = guard;
    }

    public bool HasExited => _process.HasExited;

    /// <summary>What the server said.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts a server and returns once it is ready.</summary>
    /// <param name="folder">Its folder, its current directory; removed also when the tests are killed.</param>
    /// <param name="isReady">Whether it is; asked again and again, with what the server has said so far.</param>
    /// <param name="command">The executable and its arguments; it must stay in the foreground, under its own process id.</param>
    /// <exception cref="InvalidOperationException">It ended instead; the text holds what it said.</exception>
    public static async Task<ServerProcess> StartAsync(string folder, Func<string, Task<bool>> isReady, params string[] command)
    {
        var process = Process.Start(Information(folder, command)) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var server = new ServerProcess(process, Guard(process.Id, folder));
        process.OutputDataReceived += server.Hear;
        process.ErrorDataReceived += server.Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await Eventually.TrueAsync(
                async () => server.HasExited ? throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}:\n{server.Log}") : await isReady(server.Log),
                () => $"{string.Join(' ', command)} did not get ready:\n{server.Log}",
                s_patience);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Asks the server to end by a signal, and waits until it has.</summary>
    /// <param name="signal">As <c>kill</c> knows it, for example <c>INT</c>.</param>
    public void Stop(string signal)
    {
        // The shell's own: not every machine has a kill in a file.
        Run("sh", "-c", $"kill -{signal} {_process.Id.ToString(CultureInfo.InvariantCulture)}");
        if (!_process.WaitForExit(s_patience))
        {
            throw new TimeoutException($"The server did not end by {signal}:\n{Log}");
        }
    }

    /// <summary>Ends the server and what it started, without a chance to tidy up.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit(s_patience);
    }

    /// <summary>Runs a command to its end and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the text holds what it said.</exception>
    public static string Run(params string[] command)
    {
        using var process = Process.Start(Information(Path.GetTempPath(), command)) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var error = new StringBuilder();
        process.ErrorDataReceived += (_, line) => error.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {error}{output}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        // First the guard, or it would look after a process id that is somebody else's by then.
        _guard.Kill();
        _guard.WaitForExit();
        _guard.Dispose();
        _process.Dispose();
    }

    /// <summary>A process that waits for the end of this one, however it comes, and takes the server and its folder along.</summary>
    private static Process Guard(int server, string folder)
    {
        var start = new ProcessStartInfo("sh", ["-c", "read -r _; kill -9 \"$0\"; rm -rf -- \"$1\"", server.ToString(CultureInfo.InvariantCulture), folder])
        {
            RedirectStandardInput = true,
            // Else whoever reads what the tests print would wait for the guard.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("sh did not start.");
    }

    private static ProcessStartInfo Information(string folder, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What they say is read by tests, and PostgreSQL's programs listen to PGPORT and its like.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal) || name.StartsWith("LC_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.Append(line.Data).Append('\n');
        }
    }
}
