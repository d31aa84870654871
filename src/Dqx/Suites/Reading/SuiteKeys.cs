namespace Dqx.Suites.Reading;

/// <summary>The keys of the suite file's format, version 1.</summary>
internal static class SuiteKeys
{
    public static KeySet Suite { get; } = new("a suite file")
    {
        Required = ["suite", "datasets", "checks"],
        Optional =
        [
            "version", "description", "meta", "sources", "extensions", "processors", "fail_on", "trust", "deadline", "tunables", "profiles", "data_availability", "timezone", "history", "retention",
            "mute",
        ],
        // Room for anchors.
        IsFree = key => key.StartsWith("x-", StringComparison.Ordinal),
    };

    /// <summary>What of a suite in code has a path, besides its tunables.</summary>
    public static KeySet Provided { get; } = new("a suite in code")
    {
        Optional = ["processors", "fail_on", "deadline"],
    };

    public static KeySet Tunable { get; } = new("a tunable")
    {
        Required = ["value"],
        Optional = ["min", "max", "choices"],
    };

    public static KeySet Repetition { get; } = new("a repetition")
    {
        Required = ["dataset"],
    };

    public static KeySet Profile { get; } = new("a profile")
    {
        Required = ["name", "rules"],
        Optional = ["start", "end"],
    };

    public static KeySet Rule { get; } = new("a rule")
    {
        Optional = ["check", "assertion", "tag", "disable", "severity", "multiply_value", "expect"],
    };

    public static KeySet Mute { get; } = new("a muted assertion")
    {
        Required = ["check", "until", "reason"],
        Optional = ["assertion"],
    };

    public static KeySet Source { get; } = new("a source")
    {
        Required = ["kind"],
        Optional = ["url", "path", "user", "password", "settings"],
    };

    public static KeySet Dataset { get; } = new("a dataset")
    {
        Optional = ["source", "path", "table", "query", "where", "options", "meta", "date_column", "timezone", "skip_dates", "lag_source", "settled_after", "partitions"],
    };

    public static KeySet Partition { get; } = new("a partition")
    {
        Required = ["name"],
        Optional = ["source", "path", "table", "query", "where", "options", "date_column", "timezone", "version"],
    };

    public static KeySet Check { get; } = new("a check")
    {
        Required = ["name", "assertions"],
        Optional = ["id", "description", "meta", "tags", "uses", "for_each", "only_if"],
    };

    public static KeySet Assertion { get; } = new("an assertion")
    {
        Required = ["name", "expect"],
        Optional = ["id", "severity", "tags", "description", "meta", "no_history"],
    };

    public static KeySet Processor { get; } = new("a processor")
    {
        Optional = ["use", "enabled", "timeout", "on_error", "isolation", "memory_limit", "when", "notify", "retries", "expire"],
        // Its own settings, which it reads itself.
        IsFree = _ => true,
    };
}
