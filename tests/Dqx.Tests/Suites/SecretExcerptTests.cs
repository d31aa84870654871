using Dqx.Suites.Yaml;

namespace Dqx.Tests.Suites;

/// <summary>A line of a suite file that is shown does not show its secrets, and the caret stands where it belongs.</summary>
public sealed class SecretExcerptTests
{
    /// <summary>A file whose last line is shown with a caret under <c>HERE</c>, and what is shown.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "processors:\n  page:\n    password: hunter2 HERE", "    password: ***\n              ^^^" },
        { "processors:\n  page:\n    { use: email_alerts, password: hunter2, HERE: 5 }", "    { use: email_alerts, password: ***, HERE: 5 }\n                                        ^^^^" },
        { "processors:\n  page: { password: 'it''s, hunter2', HERE: 5 }", "  page: { password: ***, HERE: 5 }\n                         ^^^^" },
        { "processors: { page: { \"smtp_password\":\"hunter2\", HERE: 5 } }", "processors: { page: { \"smtp_password\":***, HERE: 5 } }\n                                           ^^^^" },
        { "processors:\n  page:\n    password:\n      - hunter2 HERE", "      ***\n      ^^^" },
        { "processors:\n  page:\n    password: |\n      hunter2\n      HERE", "      ***\n      ^^^" },
        { "processors:\n  page:\n    headers:\n      X-Whatever: hunter2 HERE", "      ***\n      ^^^" },
        { "processors:\n  page:\n    headers: { A: hunter2, B: [HERE] }", "    headers: ***\n             ^^^" },
        { "processors:\n  page:\n    HERE: 5 # not a secret", "    HERE: 5 # not a secret\n    ^^^^" },
        { "processors:\n  hook:\n    url: https://u:hunter2@h.example/x?key=hunter2&room=hunter2 # HERE", "    url: https://u:***@h.example/x?key=***&room=*** # HERE\n                                                      ^^^^" },
        { "sources:\n  wh:\n    url: postgres://me:hunter2@h/db?HERE=hunter2", "    url: postgres://me:***@h/db?HERE=***\n                                ^^^^" },
        { "datasets:\n  o:\n    path: s3://b/o.parquet?HERE&token=hunter2", "    path: s3://b/o.parquet?HERE&token=***\n                           ^^^^" },
        { "history: postgres://me:hunter2@h/HERE", "history: postgres://me:***@h/HERE\n                             ^^^^" },
        { "x-mail:\n  password: hunter2 # HERE", "  password: ***\n            ^^^" },
        { "processors:\n  page:\n    password: ${HERE}", "    password: ${HERE}\n                ^^^^" },
        { "processors:\n  page:\n    url: postgres://me:${PW}@h/HERE", "    url: postgres://me:${PW}@h/HERE\n                               ^^^^" },
        { "processors:\n  page:\n    password: ${PW:-hunter2} HERE", "    password: ***\n              ^^^" },
        { "datasets:\n  tokens: { HERE: 5 }", "  tokens: { HERE: 5 }\n            ^^^^" },
        { "datasets:\n  tokens:\n    HERE: 5", "    HERE: 5\n    ^^^^" },
        { "processors:\n  tokens:\n    HERE: 5", "    HERE: 5\n    ^^^^" },
        { "processors:\n  tokens: { HERE: 5, token: hunter2 }", "  tokens: { HERE: 5, token: *** }\n            ^^^^" },
        { "checks:\n  - name: password\n    assertions: [null_count(password) HERE]", "    assertions: [null_count(password) HERE]\n                                      ^^^^" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void ASecretIsHiddenAndTheCaretStaysRight(string file, string shown)
    {
        var text = new SourceText("suite.yaml", file);

        var excerpt = Excerpt.Of(new Place(text, file.LastIndexOf("HERE", StringComparison.Ordinal), 4));

        excerpt.ShouldBe("  " + shown.Replace("\n", "\n  ", StringComparison.Ordinal));
        excerpt.ShouldNotContain("hunter2");
    }
}
