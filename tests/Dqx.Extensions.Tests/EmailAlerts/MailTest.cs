using System.Text.Json;
using Dqx.Extensions.EmailAlerts;
using Dqx.Extensions.Tests.DatabaseWriter;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.EmailAlerts;

/// <summary>Hands runs to e-mail alerts, as the host does.</summary>
public abstract class MailTest
{
    private protected static AssertionResult Bad(string assertion)
        => SampleRuns.Result(assertion) with { Status = AssertionStatus.Failed, Value = 0, Operator = ">", Lower = 0 };

    private protected static SuiteRun Failing() => SampleRuns.Empty() with { Suite = "Orders quality", Results = [Bad("there are orders")] };

    private protected static ProcessorContext ContextOf(SuiteRun run, Notification? notification = null)
        => new() { Instance = "mail", IdempotencyKey = $"{run.RunId}/mail", Notification = notification ?? Notification.Result };

    private protected static async Task<IResultProcessor> Initialised(string settings)
    {
        var processor = new EmailAlertsProcessor(NullLoggerFactory.Instance);
        await processor.InitializeAsync(ProcessorSettings.FromJson(settings), CancellationToken.None);
        return processor;
    }

    private protected static async Task Mail(SmtpServer server, SuiteRun run, (string, object)[]? settings = null, Notification? notification = null, CancellationToken cancellationToken = default)
        => await (await Initialised(Settings(server, settings ?? []))).ProcessAsync(run, ContextOf(run, notification), cancellationToken);

    private protected static async Task<ParsedMail> Mailed(SuiteRun run, (string, object)[]? settings = null, Notification? notification = null)
    {
        using var server = new SmtpServer();
        await Mail(server, run, settings, notification);
        return new ParsedMail(server.Mails.ShouldHaveSingleItem().Raw);
    }

    private protected static Task<DqxException> Failure(SmtpServer server, params (string, object)[] settings)
        => Should.ThrowAsync<DqxException>(() => Mail(server, Failing(), settings));

    private static string Settings(SmtpServer server, params (string Name, object Value)[] settings)
    {
        var all = new Dictionary<string, object> { ["smtp_host"] = "localhost", ["smtp_port"] = server.Port, ["tls"] = "none", ["to_emails"] = "oncall@example.com" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return JsonSerializer.Serialize(all);
    }
}
