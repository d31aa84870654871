using System.Text;
using System.Text.Json.Nodes;

namespace Dqx.Extensions.Webhooks.Bodies;

/// <summary>A message of Slack's blocks.</summary>
/// <remarks>Limits as Slack states them: 50 blocks, 150 characters in a header, 3000 in a section.</remarks>
internal static class SlackMessage
{
    public static JsonObject Of(SuiteRun run, Notification notification, Problems problems)
    {
        var title = Headline.Title(run, notification);
        var blocks = new JsonArray
        {
            new JsonObject { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Text.Line(title, 150), ["emoji"] = false } },
            Context($"{Headline.About(run)} · {Headline.Counts(run.Summary)}"),
        };
        if (Headline.Recovered(notification) is { } recovered)
        {
            blocks.Add(Section(Escape(recovered, 2900)));
        }

        foreach (var problem in problems.Shown)
        {
            blocks.Add(Section(Describe(problem)));
        }

        if (Headline.More(problems.More) is { } more)
        {
            blocks.Add(Context(more));
        }

        return new JsonObject { ["text"] = Escape(title, 300), ["blocks"] = blocks };
    }

    private static string Describe(AssertionResult problem)
    {
        // A backtick would end the code; the expression stays readable with an apostrophe.
        var expression = Escape(Text.Line(problem.Expression, 500).Replace('`', '\''), 900);
        var text = $"*{Escape(Problems.Heading(problem).Replace('*', '∗'), 600)}*\n`{expression}`\n{Escape(Problems.Finding(problem), 900)}";
        return Problems.Contact(problem) is { } contact ? $"{text}\n{Escape(contact, 450)}" : text;
    }

    private static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = Mrkdwn(text) };

    private static JsonObject Context(string text) => new() { ["type"] = "context", ["elements"] = new JsonArray(Mrkdwn(Escape(text, 1900))) };

    private static JsonObject Mrkdwn(string text) => new() { ["type"] = "mrkdwn", ["text"] = text };

    /// <summary>The three characters with which links and mentions (<c>&lt;!channel&gt;</c>) begin, escaped; cut between characters, not in them.</summary>
    private static string Escape(string text, int most)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var next = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => rune.ToString() };
            if (escaped.Length + next.Length > most - 1)
            {
                return escaped.Append('…').ToString();
            }

            escaped.Append(next);
        }

        return escaped.ToString();
    }
}
