using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Scanning;
using Dqx.Sql;
using Dqx.Tests.Support;

namespace Dqx.Tests.Scanning;

/// <summary>Where metrics are measured that would cost more beside the others, and that they are right there.</summary>
public sealed class PlacementTests
{
    private static readonly DatasetSchema s_schema = new("data", [new("a", "INTEGER", ColumnKind.Integer), new("b", "VARCHAR", ColumnKind.Text), new("day", "DATE", ColumnKind.Date)]);

    private const string Rows = """
        SELECT * FROM (VALUES
          (1, 'x', DATE '2026-11-20'), (1, 'x', DATE '2026-11-20'), (1, NULL, DATE '2026-11-20'), (1, NULL, DATE '2026-11-20'), (NULL, NULL, DATE '2026-11-20'),
          (2, 'x', DATE '2026-11-19'), (2, 'x', DATE '2026-11-19'), (2, 'x', NULL)) t(a, b, day)
        """;

    /// <summary>Distinct tuples in a query of their own, with the dataset's and the metric's filter; what others count is counted once.</summary>
    [Fact]
    public Task AllRows() => Snapshot.Verify(Write(new QueryDataset("data", "SELECT 1", "a > 0"), []), "sql");

    /// <summary>By day everything stands in the one statement.</summary>
    [Fact]
    public Task ByDay() => Snapshot.Verify(Write(
        new QueryDataset("data", "SELECT 1", "a > 0") { Calendar = new DatasetCalendar { DateColumn = "day" } }, [Some.Date, Some.Date.AddDays(-1)]), "sql");

    [Theory]
    [InlineData("duplicate_count(a)", null, "5")]
    [InlineData("duplicate_count(a)", "a > 0", "5")]
    [InlineData("duplicate_count(a, nulls=ignore)", null, "5")]
    [InlineData("duplicate_count(b)", null, "6")]
    [InlineData("duplicate_count(b, nulls=ignore)", null, "4")]
    [InlineData("duplicate_count(a, where=\"b IS NULL\")", null, "1")]
    [InlineData("duplicate_count(a, b)", null, "4")]
    [InlineData("duplicate_count(a, b)", "a = 1", "2")]
    [InlineData("duplicate_count(a, b, nulls=ignore)", null, "3")]
    [InlineData("duplicate_count(a, b, where=\"data.a = 2\")", "b = 'x'", "2")]
    [InlineData("duplicate_count(a, b, where=\"a > 100\")", null, "0")]
    [InlineData("duplicate_count(a, b, day)", null, "3")]
    [InlineData("duplicate_count(a, b) + duplicate_count(b, a, where=\"a = 2\") + count_values(b, \"x\")", null, "11")]
    public async Task DuplicatesAreCountedOverTheRowsThatAreAskedFor(string metric, string? where, string expected)
        => Text(await Some.ResultAsync(new QueryDataset("data", Rows, where), metric)).ShouldBe(expected);

    [Theory]
    [InlineData("duplicate_count(a)", "3")]
    [InlineData("duplicate_count(a, lag=1)", "1")]
    [InlineData("duplicate_count(a, b)", "2")]
    [InlineData("duplicate_count(a, b, lag=1)", "1")]
    [InlineData("duplicate_count(a, b, nulls=ignore)", "1")]
    [InlineData("duplicate_count(a, b, dates=all)", "4")]
    [InlineData("duplicate_count(a, b, lag=5)", "0")]
    [InlineData("unique_count(a)", "1")]
    public async Task DuplicatesOfADayAreThoseOfItsRows(string metric, string expected)
        => Text(await Some.ResultAsync(new QueryDataset("data", Rows) { Calendar = new DatasetCalendar { DateColumn = "day" } }, metric)).ShouldBe(expected);

    private static string Write(IDataset data, DateOnly[] days) => FusedStatement.Write(
        data,
        s_schema,
        new ScanGroup(
            [
                new NumRows(), new UniqueCount("a"), new DuplicateCount(["a"]), new DuplicateCount(["a", "b"]), new DuplicateCount(["a", "b"], ignoreNulls: true) { Where = "a < 5" },
                new Average("a"), new Sum("a"), new StandardDeviation("a"), new CountValues("b", ["x"]),
            ],
            [.. days])).Text;

    private static string? Text(AssertionResult result) => result.Error ?? result.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
