using System.Globalization;
using System.Text.Json;

namespace Dqx.Extensions.Tests.Servers;

/// <summary>A real Pushgateway on loopback, and a real Prometheus that scrapes it.</summary>
public sealed class MonitoringServers : IAsyncLifetime
{
    private static readonly HttpClient s_client = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("dqx-monitoring-").FullName;
    private readonly int _pushgatewayPort = FreePort.Next();
    private readonly int _prometheusPort = FreePort.Next();
    private ServerProcess? _pushgateway;
    private ServerProcess? _prometheus;

    public string Pushgateway => Address(_pushgatewayPort);

    public async Task InitializeAsync()
    {
        await StartPushgatewayAsync();
        var configuration = Path.Combine(_folder, "prometheus.yml");
        await File.WriteAllTextAsync(configuration, $"scrape_configs:\n  - job_name: pushgateway\n    honor_labels: true\n    scrape_interval: 1s\n    static_configs:\n      - targets: ['{Pushgateway["http://".Length..]}']\n");
        var port = _prometheusPort.ToString(CultureInfo.InvariantCulture);
        _prometheus = await ServerProcess.StartAsync(
            _folder,
            _ => AnswersAsync($"{Address(_prometheusPort)}/-/ready"),
            "prometheus", $"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(_folder, "data")}", $"--web.listen-address=127.0.0.1:{port}");
    }

    /// <summary>Starts the Pushgateway again, on its port, with nothing in it.</summary>
    public async Task StartPushgatewayAsync()
    {
        StopPushgateway();
        var port = _pushgatewayPort.ToString(CultureInfo.InvariantCulture);
        _pushgateway = await ServerProcess.StartAsync(_folder, _ => AnswersAsync($"{Pushgateway}/-/ready"), "prometheus-pushgateway", $"--web.listen-address=127.0.0.1:{port}");
    }

    public void StopPushgateway()
    {
        _pushgateway?.Dispose();
        _pushgateway = null;
    }

    /// <summary>What the Pushgateway has: every value with the labels of its group and its own.</summary>
    public async Task<IReadOnlyList<Sample>> PushedAsync()
    {
        using var document = JsonDocument.Parse(await s_client.GetStringAsync(new Uri($"{Pushgateway}/api/v1/metrics")));
        return [.. document.RootElement.GetProperty("data").EnumerateArray().SelectMany(group => group.EnumerateObject().Where(family => family.Value.ValueKind == JsonValueKind.Object && family.Value.TryGetProperty("metrics", out _))
            .SelectMany(family => family.Value.GetProperty("metrics").EnumerateArray().Select(metric => new Sample(
                family.Name,
                metric.GetProperty("labels").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? ""),
                double.Parse(metric.GetProperty("value").GetString() ?? "", CultureInfo.InvariantCulture)))))];
    }

    /// <summary>What Prometheus answers to a query.</summary>
    public async Task<IReadOnlyList<Sample>> QueryAsync(string query)
    {
        using var document = JsonDocument.Parse(await s_client.GetStringAsync(new Uri($"{Address(_prometheusPort)}/api/v1/query?query={Uri.EscapeDataString(query)}")));
        return [.. document.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(result =>
        {
            var labels = result.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "");
            return new Sample(labels.GetValueOrDefault("__name__", ""), labels, double.Parse(result.GetProperty("value")[1].GetString() ?? "", CultureInfo.InvariantCulture));
        })];
    }

    public Task DisposeAsync()
    {
        _prometheus?.Dispose();
        _pushgateway?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private static string Address(int port) => $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";

    private static async Task<bool> AnswersAsync(string url)
    {
        try
        {
            using var response = await s_client.GetAsync(new Uri(url));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A value with its labels.</summary>
    public sealed record Sample(string Name, Dictionary<string, string> Labels, double Value);
}
