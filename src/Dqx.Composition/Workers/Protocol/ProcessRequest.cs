using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>Hands a run to the worker's processor. The run document is the body of the frame.</summary>
internal sealed record ProcessRequest(ProcessorContext Context) : IWorkerMessage
{
    public const string Name = "process";

    public string Kind => Name;

    /// <summary>The document of a run, for the body.</summary>
    public static ReadOnlyMemory<byte> Document(SuiteRun run)
    {
        var document = new ArrayBufferWriter<byte>();
        RunDocument.Write(run, document);
        return document.WrittenMemory;
    }

    public static ProcessRequest Read(JsonElement header) => new(new ProcessorContext
    {
        Instance = header.Text("instance"),
        Attempt = header.GetProperty("attempt").GetInt32(),
        IdempotencyKey = header.Text("idempotency_key"),
        Notification = new Notification(Value<NotificationKind>(header, "notification"), Problems(header, "new"), Problems(header, "recovered")),
    });

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("instance", Context.Instance);
        json.WriteNumber("attempt", Context.Attempt);
        json.WriteString("idempotency_key", Context.IdempotencyKey);
        json.WriteString("notification", WireNames.Of(Context.Notification.Kind));
        Write(json, "new", Context.Notification.New);
        Write(json, "recovered", Context.Notification.Recovered);
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<ProblemKey> problems)
    {
        json.WriteStartArray(name);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("check", problem.Check);
            json.WriteString("assertion", problem.Assertion);
            json.WriteString("status", WireNames.Of(problem.Status));
            json.WriteString("check_id", problem.CheckId);
            json.WriteString("assertion_id", problem.AssertionId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ImmutableArray<ProblemKey> Problems(JsonElement header, string name)
        => [.. header.GetProperty(name).EnumerateArray().Select(Problem)];

    private static ProblemKey Problem(JsonElement problem) => new(problem.Text("check"), problem.Text("assertion"), Value<AssertionStatus>(problem, "status"))
    {
        CheckId = problem.GetProperty("check_id").GetString(),
        AssertionId = problem.GetProperty("assertion_id").GetString(),
    };

    private static T Value<T>(JsonElement header, string name)
        where T : struct, Enum
        => WireNames.TryParse<T>(header.Text(name), out var value) ? value : throw new InvalidDataException($"'{header.Text(name)}' is no {name}.");
}
