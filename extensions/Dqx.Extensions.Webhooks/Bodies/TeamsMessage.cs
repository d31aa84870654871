using System.Text.Json.Nodes;

namespace Dqx.Extensions.Webhooks.Bodies;

/// <summary>A message with one adaptive card, as a Teams workflow takes it.</summary>
/// <remarks>Names stand in text runs, which know no Markdown: a name cannot become a link.</remarks>
internal static class TeamsMessage
{
    /// <summary>Teams refuses messages of more than 28 KB.</summary>
    public const int MostBytes = 28_000;

    public static JsonObject Of(SuiteRun run, Notification notification, Problems problems)
    {
        var good = run.Summary is { Failed: 0, Errors: 0 };
        var body = new JsonArray
        {
            Line(Run(Headline.Title(run, notification), size: "Large", weight: "Bolder", color: good ? "Good" : "Attention")),
            Line(Run($"{Headline.About(run)} · {Headline.Counts(run.Summary)}", subtle: true)),
        };
        if (Headline.Recovered(notification) is { } recovered)
        {
            body.Add(Line(Run(recovered)));
        }

        foreach (var problem in problems.Shown)
        {
            body.Add(Describe(problem));
        }

        if (Headline.More(problems.More) is { } more)
        {
            body.Add(Line(Run(more, subtle: true)));
        }

        return new JsonObject
        {
            ["type"] = "message",
            ["summary"] = Headline.Title(run, notification),
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["contentUrl"] = null,
                ["content"] = new JsonObject
                {
                    ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.4",
                    ["msteams"] = new JsonObject { ["width"] = "Full" },
                    ["body"] = body,
                },
            }),
        };
    }

    private static JsonObject Describe(AssertionResult problem)
    {
        var items = new JsonArray
        {
            Line(Run(Problems.Heading(problem), weight: "Bolder")),
            Line(Run(Text.Line(problem.Expression, 500), font: "Monospace")),
            Line(Run(Problems.Finding(problem))),
        };
        if (Problems.Contact(problem) is { } contact)
        {
            items.Add(Line(Run(contact, subtle: true)));
        }

        return new JsonObject { ["type"] = "Container", ["separator"] = true, ["items"] = items };
    }

    private static JsonObject Line(JsonObject run) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };

    private static JsonObject Run(string text, string? size = null, string? weight = null, string? color = null, string? font = null, bool subtle = false)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        foreach (var (name, value) in new[] { ("size", size), ("weight", weight), ("color", color), ("fontType", font) })
        {
            if (value is not null)
            {
                run[name] = value;
            }
        }

        if (subtle)
        {
            run["isSubtle"] = true;
        }

        return run;
    }
}
