using System.Collections.Immutable;
using System.Globalization;

namespace Dqx.Testing;

/// <summary>Runs to hand to a processor: the usual ones, and those that find the mistakes.</summary>
/// <remarks>The same in every process: ids, dates and values are fixed.</remarks>
public static class SampleRuns
{
    private const int Many = 10_000;

    private static readonly DateOnly s_date = new(2026, 11, 20);

    /// <summary>Two assertions, both passed.</summary>
    public static SuiteRun Passing { get; } = Run(1, [Passed("revenue is positive", 1250.5), Passed("orders are there", 40)]);

    /// <summary>One passed, one failed with severity P0, one muted failure, one skipped.</summary>
    public static SuiteRun Failing { get; } = Run(2,
    [
        Passed("orders are there", 40),
        Failed("revenue is positive", -1, Severity.P0),
        Failed("rates are low", 0.4, Severity.P2) with { Muted = true },
        Result("daily change", AssertionStatus.Skipped) with { Reason = SkipReason.NoHistory },
    ]);

    /// <summary>One assertion that could not be evaluated, beside a failed one.</summary>
    public static SuiteRun Erring { get; } = Run(3,
    [
        Failed("revenue is positive", -1, Severity.P1),
        Result("discounts are small", AssertionStatus.Error) with { Error = "There is no column 'discount'.", ErrorKind = ErrorKind.Schema },
    ]);

    /// <summary>No results, symbols or datasets at all.</summary>
    public static SuiteRun Empty { get; } = Run(4, []) with { Datasets = [], Symbols = [] };

    /// <summary>10 000 results with as many symbols; every tenth has failed.</summary>
    public static SuiteRun Large { get; } = Run(5, [.. Enumerable.Range(1, Many).Select(Numbered)]) with
    {
        Symbols = [.. Enumerable.Range(1, Many).Select(number => Symbol(number, number))],
    };

    /// <summary>Texts that break what is not escaped: markup, SQL, formulas, templates, terminal codes, right-to-left marks, very long ones.</summary>
    public static SuiteRun Hostile { get; } = Run(6, [.. HostileTexts.All.Select(Dressed)]) with
    {
        Suite = HostileTexts.All[0],
        Key = new ResultKey(s_date, [KeyValuePair.Create("env", HostileTexts.All[1])]),
        Datasets = [.. HostileTexts.All],
    };

    /// <summary>All of them with their names.</summary>
    public static ImmutableArray<SampleRun> All { get; } =
    [
        new(nameof(Passing), Passing), new(nameof(Failing), Failing), new(nameof(Erring), Erring),
        new(nameof(Empty), Empty), new(nameof(Hostile), Hostile), new(nameof(Large), Large),
    ];

    private static SuiteRun Run(int number, ImmutableArray<AssertionResult> results) => new()
    {
        RunId = Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"019aa000-0000-7000-8000-{number:d12}")),
        Suite = "Orders quality",
        Key = ResultKey.For(s_date),
        StartedAt = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero),
        Duration = TimeSpan.FromMilliseconds(12.5),
        Datasets = ["orders"],
        Results = results,
        Symbols = [Symbol(1, -1)],
    };

    private static AssertionResult Passed(string name, double value) => Result(name, AssertionStatus.Passed) with { Value = value };

    private static AssertionResult Failed(string name, double value, Severity severity)
        => Result(name, AssertionStatus.Failed) with { Value = value, Severity = severity, SeverityDeclared = severity };

    private static AssertionResult Result(string name, AssertionStatus status) => new()
    {
        Check = "Revenue integrity",
        Assertion = name,
        Status = status,
        Expression = "sum(revenue) > 0",
        Operator = ">",
        Lower = 0,
        Tolerance = 1e-9,
        Symbols = ["x_1"],
        Tags = ["finance"],
    };

    private static AssertionResult Numbered(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"assertion {number}");
        var symbol = string.Create(CultureInfo.InvariantCulture, $"x_{number}");
        return (number % 10 == 0 ? Failed(name, -number, Severity.P1) : Passed(name, number)) with { Symbols = [symbol] };
    }

    private static AssertionResult Dressed(string text) => Failed(text, -1, Severity.P0) with
    {
        Check = text,
        Expression = text,
        Segment = text,
        Meta = new Metadata([KeyValuePair.Create("note", text)]),
    };

    private static SymbolInfo Symbol(int number, double value) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"x_{number}"),
        Metric = "sum(revenue)",
        Dataset = "orders",
        Date = s_date,
        Value = value,
    };
}

/// <summary>A run and what it is called.</summary>
/// <param name="Name">Such as <c>Failing</c>.</param>
/// <param name="Run">The run.</param>
public sealed record SampleRun(string Name, SuiteRun Run);
