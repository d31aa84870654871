namespace Dqx.Engines.Tests.Conformance;

/// <summary>The data of the conformance cases.</summary>
internal static class SomeTables
{
    private static readonly (string, Of)[] s_columns =
    [
        ("i", Of.Int), ("d", Of.Decimal), ("f", Of.Double), ("b", Of.Bool), ("s", Of.Text), ("day", Of.Day), ("at", Of.Instant), ("l", Of.Ints), ("g", Of.Int), ("o", Of.Int),
    ];

    public static readonly SomeTable Mixed = new("mixed", [.. s_columns],
    [
        [1L, 1.5m, 0.5, true, "a", new DateOnly(2026, 11, 3), new DateTime(2026, 11, 20, 23, 30, 0), new[] { 1L, 2L }, 1L, 5L],
        [2L, 2.25m, -1.5, false, "b", new DateOnly(2026, 11, 2), new DateTime(2026, 11, 19, 23, 30, 0), new[] { 3L }, 1L, 4L],
        [3L, null, 2.0, true, null, new DateOnly(2026, 11, 1), null, Array.Empty<long>(), 2L, 3L],
        [null, -0.0001m, null, null, "é漢😀", null, new DateTime(2026, 11, 18, 0, 0, 0), new[] { 4L }, 2L, 2L],
        [-4L, 10m, 4.0, true, "a", new DateOnly(2026, 11, 4), new DateTime(2026, 11, 21, 0, 0, 0), new[] { 1L, 2L, 3L }, null, 1L],
    ]);

    public static readonly SomeTable Empty = new("empty", [.. s_columns], []);

    public static readonly SomeTable Nulls = new("nulls", [.. s_columns.Where(column => column.Item2 is not Of.Ints)], [new object?[9], new object?[9]]);

    public static readonly SomeTable Odd = new("odd names", [("a b", Of.Int), ("q\"q", Of.Int), ("select", Of.Int), ("Größe 漢", Of.Int), ("$x", Of.Int), ("dot.ted", Of.Int), ("it's", Of.Int), (@"back\slash", Of.Int), ("{p1}", Of.Int)],
    [
        [1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L],
        [1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L],
    ]);

    public static readonly SomeTable Days = new("days", [("day", Of.Day), ("v", Of.Int)], Dated(day => day)) { Calendar = new() { DateColumn = "day" } };

    public static readonly SomeTable Times = new("times", [("day", Of.Time), ("v", Of.Int)], Dated(day => day?.ToDateTime(new TimeOnly(23, 59, 59)))) { Calendar = new() { DateColumn = "day", TimeZone = "Asia/Tokyo" } };

    /// <summary>15:00 in UTC is midnight in Tokyo, the beginning of the next day.</summary>
    public static readonly SomeTable Instants = new("instants", [("day", Of.Instant), ("v", Of.Int)], Dated(day => day?.AddDays(-1).ToDateTime(new TimeOnly(15, 0)))) { Calendar = new() { DateColumn = "day", TimeZone = "Asia/Tokyo" } };

    public static readonly SomeTable Texts = new("text days", [("day", Of.Text), ("v", Of.Int)], [.. Dated(day => day is { } known ? $"{known:yyyy-MM-dd} 10:00" : null), ["no day", 1000L], ["2026-02-30", 1000L], ["", 1000L]]) { Calendar = new() { DateColumn = "day" } };

    public static readonly SomeTable Floats = new("floats", [("f", Of.Double), ("n", Of.Double), ("inf", Of.Double), ("o", Of.Int)],
    [
        [1.5, double.NaN, double.PositiveInfinity, 1L],
        [double.NaN, double.NaN, 1.0, 2L],
        [-2.5, null, 2.0, 3L],
        [double.NaN, double.NaN, 3.0, 4L],
    ]);

    public static readonly SomeTable Large = new("large", [("max", Of.Int), ("cancel", Of.Int), ("near", Of.Int), ("wide", Of.WideDecimal), ("tenth", Of.Decimal)],
    [
        [long.MaxValue, 9007199254740993L, 1_000_000_001L, 12345678901234567.123456789m, 0.1m],
        [long.MaxValue, -9007199254740992L, 1_000_000_002L, 12345678901234567.123456789m, 0.2m],
        [long.MaxValue, 0L, 1_000_000_003L, null, 0.3m],
    ]);

    public static readonly SomeTable Unicode = new("texts", [("s", Of.Text), ("t", Of.Text)],
    [
        ["it's", "a"], [@"back\slash", "a"], ["new\nline\ttab", "a"], ["\"quoted\"", "A"], ["{p1}", null], ["$1", null], ["'; DROP TABLE texts; --", ""], ["é漢😀", ""], ["e\u0301", "a"],
    ]);

    public static IEnumerable<SomeTable> All => [Mixed, Empty, Nulls, Odd, Days, Times, Instants, Texts, Floats, Large, Unicode];

    private static System.Collections.Immutable.ImmutableArray<object?[]> Dated(Func<DateOnly?, object?> form) =>
    [
        [form(new DateOnly(2026, 11, 20)), 10L],
        [form(new DateOnly(2026, 11, 20)), 20L],
        [form(new DateOnly(2026, 11, 19)), 5L],
        [form(new DateOnly(2026, 11, 13)), 7L],
        [form(null), 100L],
    ];
}
