using System.Globalization;
using System.Security;
using System.Text;

namespace Dqx.Engines.Tests.Servers;

/// <summary>A real ClickHouse on loopback, over a temporary folder: may be stopped and started again on the same ports.</summary>
internal sealed class ClickHouse : IDisposable
{
    public const string User = "dqx";

    /// <summary>Needs UTF-8 in a header, and would need escaping in a URL.</summary>
    public const string Password = "s3cret/p@ss&wörd";

    /// <summary>A user whom the server lets read and set nothing.</summary>
    public const string Reader = "reader";

    private const string Program = "clickhouse-server";
    private const int Megabytes64 = 64 * 1024 * 1024;

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly string _folder = Directory.CreateTempSubdirectory("dqx-clickhouse-").FullName;
    private ServerProcess? _server;

    /// <summary>Whether there is one to start.</summary>
    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    public int HttpPort { get; } = FreePort.Next();

    public int TcpPort { get; } = FreePort.Next();

    public string Url => $"http://127.0.0.1:{HttpPort.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Starts the server, with the cluster <c>shards</c> of these servers' ports, and of the first n of them the cluster <c>shards_n</c>.</summary>
    public async Task StartAsync(params IEnumerable<int> shards)
    {
        if (_server is null)
        {
            Configure(shards);
        }

        _server?.Dispose();
        Directory.CreateDirectory(_folder);
        _server = await ServerProcess.StartAsync(_folder, _ => AnswersAsync(), Program, $"--config-file={Path.Combine(_folder, "config.xml")}");
    }

    /// <summary>Ends it without a chance to tidy up.</summary>
    public void Kill() => _server?.Kill();

    /// <summary>Runs a statement as the superuser and returns what it gives, tab-separated.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="settings">The query of the address, such as <c>?max_threads=1</c>.</param>
    public async Task<string> SqlAsync(string statement, string settings = "")
    {
        using var content = new StringContent(statement, Encoding.UTF8);
        return await SendAsync(content, settings);
    }

    /// <summary>Inserts tab-separated rows that are in a file.</summary>
    public async Task InsertAsync(string table, string file)
    {
        await using var rows = File.OpenRead(file);
        using var content = new StreamContent(rows);
        await SendAsync(content, $"?query={Uri.EscapeDataString($"INSERT INTO {table} FORMAT TabSeparated")}");
    }

    public void Dispose()
    {
        _server?.Dispose();
        _client.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<string> SendAsync(HttpContent content, string query)
    {
        using var response = await _client.PostAsync(new Uri(Url + "/" + query), content);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text.TrimEnd('\n') : throw new InvalidOperationException(text);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await SqlAsync("SELECT 1") == "1";
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    private void Configure(IEnumerable<int> shards)
    {
        var all = shards.Select(port => $"<shard><replica><host>127.0.0.1</host><port>{port.ToString(CultureInfo.InvariantCulture)}</port></replica></shard>").ToList();
        var clusters = string.Concat(all.Select((_, index) => $"<shards_{index + 1}>{string.Concat(all.Take(index + 1))}</shards_{index + 1}>"));
        File.WriteAllText(Path.Combine(_folder, "config.xml"), $"""
            <yandex>
              <logger><level>warning</level><console>1</console></logger>
              <listen_host>127.0.0.1</listen_host>
              <http_port>{HttpPort}</http_port><tcp_port>{TcpPort}</tcp_port><interserver_http_port>{FreePort.Next()}</interserver_http_port>
              <path>{_folder}/data/</path><tmp_path>{_folder}/tmp/</tmp_path>
              <mark_cache_size>{Megabytes64}</mark_cache_size><timezone>UTC</timezone>
              <users_config>users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database>
              <remote_servers><shards>{string.Concat(all)}</shards>{clusters}</remote_servers>
              <query_log><database>system</database><table>query_log</table><flush_interval_milliseconds>200</flush_interval_milliseconds></query_log>
            </yandex>
            """);
        File.WriteAllText(Path.Combine(_folder, "users.xml"), $"""
            <yandex>
              <profiles><default><log_queries>1</log_queries><connect_timeout_with_failover_ms>2000</connect_timeout_with_failover_ms></default><readonly><readonly>1</readonly></readonly></profiles>
              <users>
                <default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default>
                <{User}><password>{SecurityElement.Escape(Password)}</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></{User}>
                <{Reader}><password></password><networks><ip>127.0.0.1</ip></networks><profile>readonly</profile><quota>default</quota></{Reader}>
              </users>
              <quotas><default></default></quotas>
            </yandex>
            """);
    }
}
