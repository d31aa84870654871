using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Text;
using System.Web;

namespace Dqx.Engines.Tests.Protocol;

/// <summary>Answers as a ClickHouse of today would, which cannot be had here: says its version, and one row of one number to everything else.</summary>
internal sealed class TodaysServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _work;

    public TodaysServer()
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        Url = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _work = ServeAsync();
    }

    public string Url { get; }

    public ConcurrentQueue<(string Body, NameValueCollection Query, NameValueCollection Headers)> Requests { get; } = new();

    /// <summary>What a user may set: <c>1</c> for nothing.</summary>
    public string ReadOnly { get; init; } = "0";

    /// <summary>What a statement is answered with, and the status; null for a row.</summary>
    public (int Status, string Text)? Answer { get; init; }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _work;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var body = await reader.ReadToEndAsync();
                Requests.Enqueue((body, HttpUtility.ParseQueryString(context.Request.Url?.Query ?? ""), context.Request.Headers));
                var isQuestion = body.Contains("system.settings", StringComparison.Ordinal);
                var (status, text) = isQuestion
                    ? (200, $"version()\t24.8.1.2684\nreadonly\t{ReadOnly}\nmax_execution_time\t0\nenable_http_compression\t0\nsession_timezone\t\ncancel_http_readonly_queries_on_client_close\t0\n")
                    : Answer ?? (200, "n\nFloat64\n5\n");
                context.Response.StatusCode = status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
