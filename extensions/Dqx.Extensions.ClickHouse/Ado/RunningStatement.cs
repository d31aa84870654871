using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dqx.Extensions.ClickHouse.Http;

namespace Dqx.Extensions.ClickHouse.Ado;

/// <summary>A statement from its sending to the end of its rows: under a time limit, and stopped on the server when nobody waits for it any more.</summary>
internal sealed class RunningStatement : IDisposable
{
    /// <summary>How long a statement may take where neither the suite nor the server says so.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(1);

    /// <summary>How long the server is waited for after its own limit, which it looks at between blocks of rows.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(30);

    /// <summary>How long a server may take to hear that a statement is not wanted any more.</summary>
    private static readonly TimeSpan s_killLimit = TimeSpan.FromSeconds(5);

    private readonly string _id = $"dqx-{Guid.NewGuid():N}";
    private readonly ClickHouseConnection _connection;
    private readonly string _text;
    private readonly ImmutableArray<object?> _values;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _stop;
    private HttpResponseMessage? _response;
    private StreamReader? _lines;

    public RunningStatement(ClickHouseConnection connection, string text, ImmutableArray<object?> values, CancellationToken caller)
    {
        (_connection, _text, _values, _caller) = (connection, text, values, caller);
        _limit = ServerFacts.Seconds(connection.Server.Address.Settings.GetValueOrDefault("max_execution_time")) ?? connection.Facts.TimeLimit ?? s_limit;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
    }

    /// <summary>Sends the statement; its lines are to be read by <see cref="ReadLineAsync"/>.</summary>
    public async Task StartAsync()
    {
        _stop.CancelAfter(_limit + s_grace);
        try
        {
            _response = await _connection.Server.SendAsync(Request(), _stop.Token);
            _lines = new StreamReader(await _response.Content.ReadAsStreamAsync(_stop.Token), Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
        }
        catch (Exception failure)
        {
            var told = await ToldAsync(failure);
            Dispose();
            throw told;
        }
    }

    /// <summary>The next line; null at the end of the result.</summary>
    public async ValueTask<string?> ReadLineAsync()
    {
        try
        {
            return _lines is null ? null : await _lines.ReadLineAsync(_stop.Token);
        }
        catch (Exception failure)
        {
            throw await ToldAsync(failure);
        }
    }

    /// <summary>A failure of the result itself.</summary>
    public ClickHouseException Broken(string line) => _connection.Noted(ServerError.IsTold(line)
        ? ServerError.Of(_connection.Server.Address.Replicas[0], 200, line)
        : new ClickHouseException("the answer of ClickHouse broke off in the middle of a row", code: 0, isFatal: true));

    public void Cancel() => _stop.Cancel();

    public void Dispose()
    {
        _lines?.Dispose();
        _response?.Dispose();
        _stop.Dispose();
    }

    private ServerRequest Request()
    {
        var facts = _connection.Facts;
        ImmutableArray<(string, string)> values = [];
        var text = _text;
        if (facts.TakesParameters)
        {
            (text, values) = Statement.Parameterised(_text, _values);
        }
        else
        {
            text = Statement.Literal(_text, _values);
        }

        return new ServerRequest(text, [("query_id", _id), .. facts.TakesSettings ? Settings(facts) : [], .. values], WithSettings: true);
    }

    private IEnumerable<(string Name, string Value)> Settings(ServerFacts facts)
    {
        var own = new (string Name, string Value)[]
        {
            // 2: statements may read and set settings for themselves, and nothing else.
            ("readonly", "2"),
            ("enable_http_compression", "1"),
            ("max_execution_time", s_limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
            // 16 MiB: a statement over hundreds of columns is longer than the 256 KiB that a server takes by default.
            ("max_query_size", "16777216"),
            ("cancel_http_readonly_queries_on_client_close", "1"),
            ("session_timezone", _connection.TimeZone),
        };
        return own.Where(setting => facts.Settings.ContainsKey(setting.Name) && !_connection.Server.Address.Settings.ContainsKey(setting.Name)
            && !(setting.Name == "max_execution_time" && facts.TimeLimit is not null));
    }

    /// <summary>The failure as whoever waits is told it. What is not wanted any more is stopped on the server first.</summary>
    private async Task<Exception> ToldAsync(Exception failure)
    {
        if (_stop.IsCancellationRequested)
        {
            var ignored = await KillAsync();
            return _caller.IsCancellationRequested ? new OperationCanceledException("The statement was cancelled.", ignored, _caller)
                : _connection.Noted(new ClickHouseException(
                    FormattableString.Invariant($"no answer from ClickHouse within {(_limit + s_grace).TotalSeconds} seconds ({_connection.DataSource}); 'max_execution_time' in the source's settings is the limit"), code: 0, isFatal: true, ignored ?? failure));
        }

        return failure switch
        {
            ClickHouseException refused => _connection.Noted(refused),
            HttpRequestException or IOException or InvalidDataException => _connection.Noted(
                new ClickHouseException($"the answer of ClickHouse broke off ({_connection.DataSource}: {ClickHouseServer.Reason(failure)})", code: 0, isFatal: true, failure)),
            _ => failure,
        };
    }

    /// <summary>Tells the server to stop. Where it cannot be told there is nobody who waits for the statement anyway; the reason goes with the cancellation.</summary>
    private async Task<Exception?> KillAsync()
    {
        using var limit = new CancellationTokenSource(s_killLimit);
        try
        {
            using var answer = await _connection.Server.SendAsync(ServerRequest.Bare($"KILL QUERY WHERE query_id = '{_id}' ASYNC"), limit.Token);
            return null;
        }
        catch (Exception unheard) when (unheard is ClickHouseException or HttpRequestException or IOException or OperationCanceledException)
        {
            return unheard;
        }
    }
}
