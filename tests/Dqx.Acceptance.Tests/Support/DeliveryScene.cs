using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dqx.Extensions.Tests.EmailAlerts;
using Dqx.Extensions.Tests.Servers;
using Dqx.Extensions.Tests.Webhooks;
using Microsoft.Data.Sqlite;

namespace Dqx.Acceptance.Tests.Support;

/// <summary>A suite whose runs go to a mail server, a database, two web servers and a Pushgateway, in this order, or some of them, which can hold a run until its process is killed.</summary>
internal sealed partial class DeliveryScene : IAsyncDisposable
{
    private const string Gauges = "gauges";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly SmtpServer _mail = new();
    private readonly MonitoringServers _monitoring = new();
    private readonly Workspace _workspace = new();
    private readonly Random _random = new(50);

    private readonly string[] _instances;

    private DeliveryScene(string[] instances)
    {
        _instances = instances;
        _workspace.WithSuite(["num_rows() > 100"], $"processors:\n{string.Concat(instances.Select(Configuration))}");
    }

    public HttpReceiver Gate { get; } = new();

    public HttpReceiver Hook { get; } = new();

    /// <param name="instances">Some of mail, store, gate, hook and gauges.</param>
    public static async Task<DeliveryScene> StartAsync(params string[] instances)
    {
        var scene = new DeliveryScene(instances);
        if (instances.Contains(Gauges))
        {
            await scene._monitoring.StartPushgatewayAsync();
        }

        return scene;
    }

    /// <summary>The mail server lets the mails of earlier runs through and does not greet for the run that comes.</summary>
    public Task HoldGreeting() => Script("CONNECT", "220 test ESMTP", "silence");

    /// <summary>The mail server takes the mail of the run that comes and does not say so.</summary>
    public Task HoldReceipt() => Script("END OF DATA", "250 taken", "250 silence");

    /// <summary>A web server takes the run that comes and does not say so.</summary>
    public Task HoldNews(HttpReceiver receiver)
    {
        var known = Keys(receiver);
        // A run that was left for it may be new to it, too.
        var left = Journal("pending").Select(delivery => $"{delivery.Run}/{delivery.Instance}").ToHashSet();
        receiver.Holds = request => !known.Contains(request.Headers["Idempotency-Key"]) && !left.Contains(request.Headers["Idempotency-Key"]);
        return Within(receiver.Held);
    }

    /// <summary>Some time after the run that comes was mailed, when it is written to the database or has been.</summary>
    public Task WhenMailed() => AfterAsync(() => _mail.Mails.Count, Pending("mail"));

    /// <summary>Some time after the run that comes was posted, when it goes to the Pushgateway or has gone.</summary>
    public Task WhenPosted() => AfterAsync(() => Hook.Requests.Count, Pending("hook"));

    /// <summary>Starts a run and kills it at the moment.</summary>
    public async Task KillAsync(Task moment)
    {
        using var process = DqxCommand.Start(_workspace.Folder, environment: null, "run", "suite.yaml", "--quiet", "--no-history");
        try
        {
            await moment;
        }
        finally
        {
            process.Kill();
            await DqxCommand.EndAsync(process);
            (Gate.Holds, Hook.Holds) = (_ => false, _ => false);
            _mail.Answers.Clear();
        }
    }

    /// <summary>Delivers what is due; the number of runs that there were.</summary>
    public async Task<int> FinishAsync()
    {
        (await _workspace.RunAsync("deliveries", "retry", "suite.yaml")).ShouldEndWith(0);
        Journal("pending").ShouldBeEmpty();
        return Journal("sent").Select(delivery => delivery.Run).Distinct().Count();
    }

    public void CheckNothingIsNotedThatWasNotSent() => Journal("sent").Where(IsKept).Except(Arrived()).ShouldBeEmpty();

    public async Task CheckEveryRunReachedEverybodyOnceAsync()
    {
        var sent = Journal("sent");
        var runs = sent.Select(delivery => delivery.Run).Distinct().ToList();
        sent.ShouldBe(runs.SelectMany(_ => _instances, (run, instance) => (run, instance)), ignoreOrder: true);
        // Those who get a run twice get the same one under the same key, and the database holds it once.
        Arrived().ShouldBe(sent.Where(IsKept), ignoreOrder: true);
        var stored = _instances.Contains("store") ? runs.Count : 0;
        Stored("dqx_runs").Count.ShouldBe(stored);
        Stored("dqx_results").Count.ShouldBe(stored);
        foreach (var same in Gate.Requests.Concat(Hook.Requests).GroupBy(request => request.Headers["Idempotency-Key"]))
        {
            same.Select(request => request.Text).Distinct().ShouldHaveSingleItem();
        }

        if (_instances.Contains(Gauges))
        {
            // However often it was pushed: one value, that of the newest run.
            (await _monitoring.PushedAsync()).Where(sample => sample.Name == "dqx_failed_assertions").ShouldHaveSingleItem().Value.ShouldBe(1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _monitoring.DisposeAsync();
        Gate.Dispose();
        Hook.Dispose();
        _mail.Dispose();
        _workspace.Dispose();
    }

    private string Configuration(string instance) => instance switch
    {
        "mail" => $"  mail:\n    use: email_alerts\n    to_emails: [a@example.com]\n    smtp_port: {_mail.Port}\n    tls: none\n    notify: every\n",
        "store" => "  store:\n    use: db_writer\n    database_url: sqlite:store.db\n",
        Gauges => $"  gauges:\n    use: monitoring\n    endpoint: {_monitoring.Pushgateway}\n",
        _ => $"  {instance}:\n    use: webhook\n    url: {(instance == "gate" ? Gate : Hook).Url}\n    allow_private_addresses: true\n",
    };

    /// <summary>A Pushgateway keeps nothing of earlier runs.</summary>
    private static bool IsKept((string Run, string Instance) delivery) => delivery.Instance != Gauges;

    /// <summary>What has had an effect that stays, each once.</summary>
    private HashSet<(string Run, string Instance)> Arrived()
    {
        var mailed = _mail.Mails.Select(mail => MessageId().Match(mail.Raw).Groups[1].Value).ToHashSet();
        return
        [
            .. Keys(Gate).Concat(Keys(Hook)).Select(key => key.Split('/')).Select(key => (key[0], key[1])),
            .. Stored("dqx_runs").Select(run => (run, "store")),
            .. Journal(status: null).Where(delivery => delivery.Instance == "mail" && mailed.Contains(MessageIdOf(delivery))),
        ];
    }

    private static string MessageIdOf((string Run, string Instance) delivery)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery.Run}/{delivery.Instance}")))[..32];

    private static HashSet<string> Keys(HttpReceiver receiver) => [.. receiver.Requests.Select(request => request.Headers["Idempotency-Key"])];

    private Task Script(string command, string usual, string last)
    {
        _mail.Answers[command] = new Queue<string>([.. Enumerable.Repeat(usual, Pending("mail")), last]);
        return Within(_mail.Silent);
    }

    /// <summary>A random while after what was left for an instance and the run that comes have arrived.</summary>
    private async Task AfterAsync(Func<int> arrived, int left)
    {
        var expected = arrived() + left + 1;
        await Eventually.TrueAsync(() => Task.FromResult(arrived() >= expected), () => "The run did not arrive.", s_patience);
        await Task.Delay(_random.Next(80));
    }

    private static async Task Within(SemaphoreSlim happens) => (await happens.WaitAsync(s_patience)).ShouldBeTrue("It did not come to the place where it is killed.");

    private int Pending(string instance) => Journal("pending").Count(delivery => delivery.Instance == instance);

    private List<(string Run, string Instance)> Journal(string? status)
    {
        var condition = status is null ? "" : $" WHERE d.status = '{status}'";
        return [.. Read(".dqx/deliveries.db", $"SELECT r.run_id || '/' || d.instance FROM runs AS r JOIN deliveries AS d ON d.run = r.id{condition}").Select(key => key.Split('/')).Select(key => (key[0], key[1]))];
    }

    /// <summary>Nothing before the first run was written: the tables come with it.</summary>
    private List<string> Stored(string table) => Read("store.db", $"SELECT name FROM sqlite_master WHERE name = '{table}'").Count == 0 ? [] : Read("store.db", $"SELECT run_id FROM {table}");

    private List<string> Read(string file, string sql)
    {
        var rows = new List<string>();
        if (!File.Exists(_workspace[file]))
        {
            return rows;
        }

        using var connection = new SqliteConnection($"Data Source={_workspace[file]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    [GeneratedRegex("^Message-ID: <dqx\\.([0-9a-f]{32})@", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}
