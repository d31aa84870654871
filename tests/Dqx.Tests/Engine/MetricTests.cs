using Dqx.Tests.Support;

namespace Dqx.Tests.Engine;

/// <summary>Every metric on real data: one row, one case. <c>error:</c> stands before the beginning of an expected error.</summary>
public sealed class MetricTests
{
    private const string Numbers = "SELECT * FROM (VALUES (10), (20), (NULL), (30), (-40)) t(c)";
    private const string Nothing = "SELECT c::INTEGER AS c, '' AS s, [1] AS l, MAP {'a': 1} AS m, true AS b FROM (SELECT 1 AS c) WHERE false";
    private const string OnlyNulls = "SELECT NULL::INTEGER AS c, NULL::VARCHAR AS s, NULL::INTEGER[] AS l, NULL::BOOLEAN AS b FROM range(3)";
    private const string Texts = "SELECT * FROM (VALUES ('active'), ('Active'), (NULL), ('inactive'), ('active'), ('ACTIVE'), ('O''Brien'), ('C:\\Users')) t(s)";

    [Theory]
    [InlineData(Numbers, "num_rows()", "5")]
    [InlineData(Numbers, "null_count(c)", "1")]
    [InlineData(Numbers, "negative_count(c)", "1")]
    [InlineData(Numbers, "sum(c)", "20")]
    [InlineData(Numbers, "average(c)", "5")]
    [InlineData(Numbers, "minimum(c)", "-40")]
    [InlineData(Numbers, "maximum(c)", "30")]
    [InlineData(Numbers, "unique_count(c)", "4")]
    [InlineData(Numbers, "distinct_count(c)", "4")]
    [InlineData("SELECT unnest([2,4,4,4,5,5,7,9]) AS c", "variance(c)", "4.571428571428571")]
    [InlineData("SELECT unnest([2,4,4,4,5,5,7,9]) AS c", "stddev(c)", "2.138089935299395")]
    [InlineData("SELECT unnest([10,20,30,40,50]) AS c", "stddev(c)", "15.811388300841896")]
    [InlineData("SELECT 1 AS c", "variance(c)", "error:fewer than 2 non-null values in c")]
    [InlineData("SELECT 1 AS c", "stddev(c)", "error:fewer than 2 non-null values in c")]
    // Empty data.
    [InlineData(Nothing, "num_rows()", "0")]
    [InlineData(Nothing, "null_count(c)", "0")]
    [InlineData(Nothing, "negative_count(c)", "0")]
    [InlineData(Nothing, "count_values(s, \"x\")", "0")]
    [InlineData(Nothing, "unique_count(c)", "0")]
    [InlineData(Nothing, "duplicate_count(c)", "0")]
    [InlineData(Nothing, "duplicate_count(c, s)", "0")]
    [InlineData(Nothing, "sum(c)", "error:no non-null values in c")]
    [InlineData(Nothing, "average(c)", "error:no non-null values in c")]
    [InlineData(Nothing, "minimum(b)", "error:no non-null values in b")]
    [InlineData(Nothing, "maximum(c)", "error:no non-null values in c")]
    [InlineData(Nothing, "first(c, order_by=s)", "error:no non-null values in c")]
    [InlineData(Nothing, "min_length(s)", "error:no non-null values in s")]
    [InlineData(Nothing, "max_length(l)", "error:no non-null values in l")]
    [InlineData(Nothing, "max_length(m)", "error:no non-null values in m")]
    [InlineData(Nothing, "custom_sql(\"sum(c)\")", "error:the result is NULL")]
    // Nothing but NULL, whatever the type says.
    [InlineData(OnlyNulls, "num_rows()", "3")]
    [InlineData(OnlyNulls, "null_count(c)", "3")]
    [InlineData(OnlyNulls, "negative_count(c)", "0")]
    [InlineData(OnlyNulls, "negative_count(s)", "0")]
    [InlineData(OnlyNulls, "count_values(s, 5)", "0")]
    [InlineData(OnlyNulls, "unique_count(c)", "0")]
    [InlineData(OnlyNulls, "duplicate_count(c)", "2")]
    [InlineData(OnlyNulls, "duplicate_count(c, nulls=ignore)", "0")]
    [InlineData(OnlyNulls, "sum(c)", "error:no non-null values in c")]
    [InlineData(OnlyNulls, "sum(s)", "error:no non-null values in s")]
    [InlineData(OnlyNulls, "variance(s)", "error:fewer than 2 non-null values in s")]
    [InlineData("SELECT NULL AS c FROM range(3)", "average(c)", "error:no non-null values in c")]
    // Duplicates: NULL is a value like any other.
    [InlineData("SELECT unnest([1,1,1,NULL,NULL]) AS c", "duplicate_count(c)", "3")]
    [InlineData("SELECT unnest([1,1,1,NULL,NULL]) AS c", "duplicate_count(c, nulls=ignore)", "2")]
    [InlineData("SELECT * FROM (VALUES (1,1),(1,NULL),(1,NULL),(NULL,NULL),(NULL,NULL)) t(a,b)", "duplicate_count(a, b)", "2")]
    [InlineData("SELECT * FROM (VALUES (1,1),(1,NULL),(1,NULL),(NULL,NULL),(NULL,NULL)) t(a,b)", "duplicate_count(b, a, nulls=ignore)", "0")]
    [InlineData("SELECT unnest([1,2,3,1,4]) AS order_id", "duplicate_count(order_id)", "1")]
    // Values: case-sensitive, NULL never matches, true is not 1.
    [InlineData(Texts, "count_values(s, \"active\")", "2")]
    [InlineData(Texts, "count_values(s, \"Active\", \"ACTIVE\")", "2")]
    [InlineData(Texts, "count_values(s, \"O'Brien\")", "1")]
    [InlineData(Texts, "count_values(s, \"C:\\Users\")", "1")]
    [InlineData("SELECT unnest([1,2,1,3,1,2]) AS c", "count_values(c, 1, 2)", "5")]
    [InlineData("SELECT unnest([true,false,true,NULL,true,false,true]) AS b", "count_values(b, true)", "4")]
    [InlineData("SELECT unnest([true,false]) AS b", "count_values(b, true, 0)", "1")]
    [InlineData("SELECT unnest([true,false]) AS b", "count_values(b, 1)", "error:column 'b' is BOOLEAN: never equals 1")]
    [InlineData("SELECT unnest([1,2]) AS c", "count_values(c, true)", "error:column 'c' is INTEGER: never equals true")]
    [InlineData("SELECT unnest(['1','2']) AS s", "count_values(s, 1)", "error:column 's' is VARCHAR: never equals 1")]
    [InlineData("SELECT 'a'::ENUM('a','b') AS e", "count_values(e, \"a\", \"z\")", "1")]
    [InlineData("SELECT 1.0::DECIMAL(5,2) AS d", "count_values(d, 1)", "1")]
    // BOOLEAN is 0 and 1.
    [InlineData("SELECT unnest([true,false,true,true]) AS b", "sum(b)", "3")]
    [InlineData("SELECT unnest([true,false,true,true]) AS b", "average(b)", "0.75")]
    [InlineData("SELECT unnest([true,false]) AS b", "minimum(b)", "0")]
    [InlineData("SELECT unnest([true,false,true]) AS b", "first(b, order_by=b)", "0")]
    // Exact sums, doubles at the end.
    [InlineData("SELECT unnest([9223372036854775807, 9223372036854775807]) AS c", "sum(c)", "18446744073709551616")]
    [InlineData("SELECT unnest([9007199254740993, -9007199254740992]) AS c", "sum(c)", "1")]
    [InlineData("SELECT unnest([0.1, 0.2])::DECIMAL(3,1) AS d", "sum(d)", "0.3")]
    // First: the smallest order, NULLs aside, ties by the smallest value.
    [InlineData("SELECT * FROM (VALUES (5, DATE '2026-01-03'), (7, DATE '2026-01-01'), (9, NULL), (NULL, DATE '2025-01-01')) t(c, o)", "first(c, order_by=o)", "7")]
    [InlineData("SELECT * FROM (VALUES (5, 1), (3, 1), (1, 2)) t(c, o)", "first(c, order_by=o)", "3")]
    // Lengths: characters, not bytes; items.
    [InlineData("SELECT unnest(['', 'äöü', '🦆🦆', NULL]) AS s", "max_length(s)", "3")]
    [InlineData("SELECT unnest(['', 'äöü', NULL]) AS s", "min_length(s)", "0")]
    [InlineData("SELECT unnest([[1,2],[],[1,2,3]]) AS l", "max_length(l)", "3")]
    [InlineData("SELECT MAP {'a': 1, 'b': 2} AS m", "min_length(m)", "2")]
    [InlineData("SELECT 1 AS c", "min_length(c)", "error:column 'c' is INTEGER: min_length needs texts, lists or maps")]
    // Wrong types and missing columns.
    [InlineData("SELECT DATE '2026-01-01' AS d", "sum(d)", "error:column 'd' is DATE: sum needs numbers")]
    [InlineData("SELECT 'a' AS s", "sum(s)", "error:column 's' is VARCHAR: sum needs numbers")]
    [InlineData("SELECT 1 AS revenue", "sum(revenu)", "error:data has no column 'revenu'; did you mean 'revenue'?")]
    [InlineData("SELECT 1 AS Price", "sum(price)", "1")]
    [InlineData("SELECT 1 AS \"a\"\"b; DROP TABLE x\"", "sum(\"a\\\"b; DROP TABLE x\")", "1")]
    [InlineData("SELECT 1 AS \"select\", 2 AS \"unit price\", 3 AS größe, 4 AS \"$x\"", "sum(select) + sum(\"unit price\") + sum(größe) + sum(\"$x\")", "10")]
    // Not a number, not finite, out of range.
    [InlineData("SELECT unnest([1.0, 'NaN'::DOUBLE]) AS c", "sum(c)", "error:the result is NaN")]
    [InlineData("SELECT unnest([1.0, 'inf'::DOUBLE]) AS c", "maximum(c)", "error:the result is infinite")]
    [InlineData("SELECT unnest([1.0, 'NaN'::DOUBLE]) AS c", "null_count(c)", "0")]
    // Filters and SQL of the user.
    [InlineData(Numbers, "num_rows(where=\"c > 10\")", "2")]
    [InlineData(Numbers, "sum(c, where=\"c > 100\")", "error:no non-null values in c")]
    [InlineData(Numbers, "num_rows(where=\"c > 10 -- a comment\")", "2")]
    [InlineData(Numbers, "num_rows(where=\"c = 10) OR (c = 20\")", "2")]
    [InlineData(Numbers, "null_count(c, where=\"c = 10) OR (true\")", "1")]
    [InlineData(Numbers, "num_rows(where=\"data.c = 10\")", "1")]
    [InlineData(Numbers, "custom_sql(\"count(*) FILTER (WHERE c > 0)\")", "3")]
    [InlineData(Numbers, "custom_sql(\"count(*)\", where=\"c > 10\")", "2")]
    [InlineData(Numbers, "custom_sql(\"median(c)\")", "15")]
    public async Task MeasuresWhatTheTableOfMetricsSays(string query, string metric, string expected)
    {
        var result = await Some.ResultAsync(new QueryDataset("data", query), metric);

        if (expected.StartsWith("error:", StringComparison.Ordinal))
        {
            result.Error.ShouldNotBeNull().ShouldStartWith(expected["error:".Length..]);
            result.Status.ShouldBe(AssertionStatus.Error);
            result.Value.ShouldBeNull();
        }
        else
        {
            result.Error.ShouldBeNull();
            result.Value.ShouldBe(double.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
            result.Status.ShouldBe(AssertionStatus.Passed);
        }
    }

    [Theory]
    [InlineData("num_rows(where=\"nosuch > 10\")", "nosuch")]
    [InlineData("num_rows(where=\"c >\")", "syntax")]
    [InlineData("num_rows(where=\"c = 10)) OR ((c = 20\")", "syntax")]
    [InlineData("num_rows(where=\"true); DROP TABLE x; SELECT (1\")", "multiple statements")]
    [InlineData("custom_sql(\"c\")", "GROUP BY")]
    [InlineData("custom_sql(\"nosuch(c)\")", "nosuch")]
    public async Task MistakesInSqlOfTheUserAreErrorsOfThatAssertionAlone(string metric, string word)
    {
        var run = await Some.RunAsync(new QueryDataset("data", Numbers), "num_rows() == 5", metric, "sum(c) == 20");

        run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Passed, AssertionStatus.Error, AssertionStatus.Passed]);
        run.Results[1].ErrorKind.ShouldBe(ErrorKind.Schema);
        run.Results[1].Error.ShouldNotBeNull().ShouldContain(word, Case.Insensitive);
    }
}
