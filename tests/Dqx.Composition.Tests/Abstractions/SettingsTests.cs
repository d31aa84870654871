#pragma warning disable CA1859 // The declared types are what is tested.
using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;

namespace Dqx.Composition.Tests.Abstractions;

/// <summary>Settings as a processor's author meets them.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Every_kind_of_value_is_bound()
    {
        var options = ProcessorSettings.FromJson("""
            {
              "text": "a", "flag": "true", "count": "5", "big": 5000000000, "ratio": "0.5", "money": 1.10, "wait": "90s", "pause": 2, "url": "https://x/y", "day": "2026-11-20",
              "id": "0192f0c1-2345-7abc-8def-0123456789ab", "level": "very_high", "codes": ["P1", "p0"], "maybe": null, "names": ["a", "b"], "one": "single", "list": [1, 2], "fixed": [3],
              "map": { "env": "prod" }, "limits": { "x": "1" }, "inner": { "smtp_host": "h" }, "inners": [{ "smtp_host": "i" }], "raw": { "any": [1] }, "number_as_text": 42
            }
            """).Bind<Everything>();

        options.ShouldSatisfyAllConditions(
            o => o.Text.ShouldBe("a"), o => o.Flag.ShouldBeTrue(), o => o.Count.ShouldBe(5), o => o.Big.ShouldBe(5_000_000_000), o => o.Ratio.ShouldBe(0.5),
            o => o.Money.ShouldBe(1.10m), o => o.Wait.ShouldBe(TimeSpan.FromSeconds(90)), o => o.Pause.ShouldBe(TimeSpan.FromSeconds(2)), o => o.Url!.AbsoluteUri.ShouldBe("https://x/y"),
            o => o.Day.ShouldBe(new DateOnly(2026, 11, 20)), o => o.Id.ShouldNotBe(Guid.Empty), o => o.Level.ShouldBe(Level.VeryHigh), o => o.Codes.ShouldBe([Severity.P1, Severity.P0]),
            o => o.Maybe.ShouldBe(7), o => o.Names.ShouldBe(["a", "b"]), o => o.One.ShouldBe(["single"]), o => o.List.ShouldBe([1, 2]), o => o.Fixed.ShouldBe([3]),
            o => o.Map["env"].ShouldBe("prod"), o => o.Limits["x"].ShouldBe(1), o => o.Inner!.SmtpHost.ShouldBe("h"), o => o.Inners.Single().SmtpHost.ShouldBe("i"),
            o => o.Raw.GetRawText().ShouldBe("""{ "any": [1] }"""), o => o.NumberAsText.ShouldBe("42"));
    }

    [Theory]
    [InlineData("""{ "smtp_prot": 25 }""", "smtp_prot is not a setting; did you mean 'smtp_port'?", "to_emails is required")]
    [InlineData("""{ "to_emails": ["a"], "smtp_port": "many" }""", "smtp_port must be a whole number, not \"many\"")]
    [InlineData("""{ "to_emails": ["a"], "smtp_port": 70000 }""", "smtp_port: The field smtp_port must be between 1 and 65535.")]
    [InlineData("""{ "to_emails": [5, [6]] }""", "to_emails[1] must be a text, not [6]")]
    [InlineData("""{ "to_emails": ["a"], "password": ["hunter2"] }""", "password must be a text")]
    [InlineData("""{ "to_emails": ["a"], "level": "extreme" }""", "level must be one of low, very_high, not \"extreme\"")]
    [InlineData("""{ "to_emails": ["a"], "server": { "hots": 1 } }""", "server.hots is not a setting; did you mean 'host'?")]
    [InlineData("""{ "to_emails": ["a"], "server": 5 }""", "server must be an object, not 5")]
    [InlineData("""{ "to_emails": ["a"], "labels": [1] }""", "labels must be an object, not [1]")]
    [InlineData("""{ "to_emails": ["a"], "labels": { "x": [1] } }""", "labels.x must be a text, not [1]")]
    [InlineData("""{ "to_emails": null }""", "to_emails is required")]
    [InlineData("""{ "to_emails": ["a"], "wait": "soon" }""", "wait must be a duration such as 500ms, 2s, 5m, 1h or 3d, or a number of seconds, not \"soon\"")]
    public void Wrong_settings_are_told(string json, params string[] errors)
    {
        var refusal = Should.Throw<SettingsException>(() => ProcessorSettings.FromJson(json).Bind<Mail>());

        refusal.Errors.ShouldBe(errors);
        refusal.DiagnosticId.ShouldBe("DQX2101");
        refusal.Message.ShouldBe(string.Join("; ", errors));
    }

    [Fact]
    public void A_long_value_is_shortened_and_a_secret_one_is_not_shown()
    {
        var refusal = Should.Throw<SettingsException>(() => ProcessorSettings.FromJson($$"""{ "to_emails": ["a"], "smtp_port": "{{new string('9', 500)}}", "password": { "p": "hunter2" } }""").Bind<Mail>());

        refusal.Errors[0].Length.ShouldBeLessThan(100);
        refusal.Errors[0].ShouldEndWith("...");
        refusal.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void Secrets_are_masked_wherever_settings_are_shown()
    {
        var settings = ProcessorSettings.FromJson("""{ "to_emails": ["a"], "password": "\u0068unt\"er2", "url": "postgres://me:s3cr3t@db/x", "note": "from-env-1" }""", secrets: ["env-1", "from-env-1", ""]);
        settings.ToString().ShouldContain("\"note\":\"***\"");
        settings.ToString().ShouldContain("postgres://me:***@db/x");

        settings.Bind<Mail>().Password.ShouldBe("hunt\"er2");

        settings.ToString().ShouldNotContain("hunt");
        settings.Redact("login hunt\"er2 failed").ShouldBe("login *** failed");
        settings.Redact("""{"p":"hunt\u0022er2"}""").ShouldBe("""{"p":"***"}""");
    }

    [Theory]
    [InlineData("postgres://me:pw@host/db", "postgres://me:***@host/db")]
    [InlineData("see https://u:p%40ss@h and smtp://a:b@c.", "see https://u:***@h and smtp://a:***@c.")]
    [InlineData("redis://:pw@host", "redis://:***@host")]
    [InlineData("https://host:8080/path@x", "https://host:8080/path@x")]
    [InlineData("https://user@host/", "https://user@host/")]
    [InlineData("a://b:c d@e x://:@h y+z.1-2://u:p@q://r:s@t", "a://b:c d@e x://:@h y+z.1-2://u:***@q://r:***@t")]
    [InlineData("://u:p@h 1a://u:p@h http//u:p@h http:/u:p@h", "://u:p@h 1a://u:***@h http//u:p@h http:/u:p@h")]
    [InlineData("http://u:p@@h ftp://u:\"p@h", "http://u:***@h ftp://u:\"p@h")]
    public void Passwords_in_URLs_are_masked(string text, string masked) => ProcessorSettings.Empty.Redact(text).ShouldBe(masked);

    [Fact]
    public void Paths_are_resolved_against_the_suites_folder()
    {
        var settings = ProcessorSettings.FromJson("{}", folder: "/suites/orders");

        settings.Folder.ShouldBe("/suites/orders");
        settings.ResolvePath("../out/x.html").ShouldBe("/suites/out/x.html");
        settings.ResolvePath("/abs").ShouldBe("/abs");
        Should.Throw<ArgumentException>(() => settings.ResolvePath(" "));
        ProcessorSettings.Empty.Folder.ShouldBe(Environment.CurrentDirectory);
    }

    [Fact]
    public void Settings_are_an_object()
    {
        using var list = JsonDocument.Parse("[]");
        Should.Throw<ArgumentException>(() => new ProcessorSettings(list.RootElement));
    }

    [Theory]
    [InlineData("500ms", 0.5, "500ms")]
    [InlineData("2s", 2, "2s")]
    [InlineData("90s", 90, "90s")]
    [InlineData("1.5m", 90, "90s")]
    [InlineData("5 m", 300, "5m")]
    [InlineData("1h", 3600, "1h")]
    [InlineData("3d", 259200, "3d")]
    [InlineData("60", 60, "1m")]
    [InlineData(" 2 ", 2, "2s")]
    [InlineData("1.25", 1.25, "1250ms")]
    [InlineData("12.5  ms", 0.0125, "12.5ms")]
    [InlineData("0", 0, "0s")]
    public void Durations_are_read_and_written(string text, double seconds, string formatted)
    {
        Duration.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
        Duration.Format(duration).ShouldBe(formatted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1s")]
    [InlineData("1,5s")]
    [InlineData("5min")]
    [InlineData("1.")]
    [InlineData("1.s")]
    [InlineData("12.5.5s")]
    [InlineData("5  x")]
    [InlineData("5m s")]
    [InlineData("5 ms 2")]
    [InlineData("10h5")]
    [InlineData("99999999999999999999d")]
    public void What_is_no_duration_is_refused(string text) => Duration.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("ToEmails", "to_emails")]
    [InlineData("URLPath", "url_path")]
    [InlineData("X", "x")]
    [InlineData("Smtp2Host", "smtp2_host")]
    public void Names_are_written_in_snake_case(string pascal, string snake) => WireNames.Snake(pascal).ShouldBe(snake);

    [Theory]
    [InlineData("emial", "email", "; did you mean 'email'?")]
    [InlineData("xyz", "email", "; known: email")]
    [InlineData("xyz", "", "")]
    public void The_nearest_name_is_offered(string name, string known, string hint)
        => Nearest.Hint(name, known.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(hint);

    private enum Level
    {
        Low,
        VeryHigh,
    }

    private sealed class Everything
    {
        public string Text { get; set; } = "";
        public bool Flag { get; set; }
        public int Count { get; set; }
        public long Big { get; set; }
        public double Ratio { get; set; }
        public decimal Money { get; set; }
        public TimeSpan Wait { get; set; }
        public TimeSpan? Pause { get; set; }
        public Uri? Url { get; set; }
        public DateOnly Day { get; set; }
        public Guid Id { get; set; }
        public Level Level { get; set; }
        public IReadOnlyList<Severity> Codes { get; set; } = [];
        public int? Maybe { get; set; } = 7;
        public string[] Names { get; set; } = [];
        public List<string> One { get; set; } = [];
        public IEnumerable<int> List { get; set; } = [];
        public ImmutableArray<int> Fixed { get; set; } = [];
        public Dictionary<string, string> Map { get; set; } = [];
        public IReadOnlyDictionary<string, int> Limits { get; set; } = new Dictionary<string, int>();
        public Inner? Inner { get; set; }
        public List<Inner> Inners { get; set; } = [];
        public JsonElement Raw { get; set; }
        public string NumberAsText { get; set; } = "";
        public string ReadOnly => Text.ToUpper(CultureInfo.InvariantCulture);
    }

    private sealed class Inner
    {
        public string SmtpHost { get; init; } = "";
    }

    private sealed class Mail
    {
        public required IReadOnlyList<string> ToEmails { get; init; }

        [Range(1, 65535)]
        public int SmtpPort { get; init; } = 587;

        [Secret]
        public string? Password { get; init; }

        public Level Level { get; init; }

        public Server? Server { get; init; }

        public Dictionary<string, string> Labels { get; init; } = [];

        public TimeSpan Wait { get; init; }

        public string? Url { get; init; }

        public string? Note { get; init; }
    }

    private sealed class Server
    {
        public string Host { get; init; } = "";
    }

    [Fact]
    public void An_error_hides_those_of_its_own_setting_only()
    {
        var refusal = Should.Throw<SettingsException>(() => ProcessorSettings.FromJson("""{ "port_range": "many", "port": 0 }""").Bind<Ports>());

        refusal.Errors.Length.ShouldBe(2, string.Join('\n', refusal.Errors));
        refusal.Errors.ShouldContain(error => error.StartsWith("port: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("prot", "; did you mean 'port'?")]
    [InlineData("nothing_like_it", "; known: port.")]
    public void A_hint_ends_in_one_mark(string name, string hint) => Nearest.HintSentence(name, ["port"]).ShouldBe(hint);

    private sealed class Ports
    {
        public int PortRange { get; set; }

        [System.ComponentModel.DataAnnotations.Range(1, 65535)]
        public int Port { get; set; }
    }
}
