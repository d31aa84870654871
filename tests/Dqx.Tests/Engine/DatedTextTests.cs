using Dqx.Datasets;
using Dqx.DuckDb;

namespace Dqx.Tests.Engine;

/// <summary>Places for a date in paths and in SQL, for 2026-03-07.</summary>
public sealed class DatedTextTests
{
    private static readonly DateOnly s_day = new(2026, 3, 7);

    [Theory]
    [InlineData("a/{date}.csv", "a/2026-03-07.csv")]
    [InlineData("{date:yyyyMMdd}", "20260307")]
    [InlineData("{date:yyyy/M/d}-{date:yy_MM.dd}", "2026/3/7-26_03.07")]
    [InlineData("{date:d}", "7")]
    [InlineData("{{date}}", "{date}}")]
    [InlineData("a{{{date}", "a{2026-03-07")]
    [InlineData("{a} {} { {1} {data-x}", "{a} {} { {1} {data-x}")]
    [InlineData("", "")]
    public void APathHasTheDateAsText(string text, string expected) => DatedText.Parse(text).PathOn(s_day).ShouldBe(expected);

    [Theory]
    [InlineData("d = {date}", "d = DATE '2026-03-07'")]
    [InlineData("d = {date:yyyyMMdd}", "d = '20260307'")]
    [InlineData("d = '{date}'", "d = '2026-03-07'")]
    [InlineData("read_csv('in/{date:yyyyMMdd}.csv') where d <= {date}", "read_csv('in/20260307.csv') where d <= DATE '2026-03-07'")]
    [InlineData("\"t_{date:yyyyMMdd}\" where x = 'it''s {date}' or d = {date}", "\"t_20260307\" where x = 'it''s 2026-03-07' or d = DATE '2026-03-07'")]
    [InlineData("a -- it's\nor d = {date}", "a -- it's\nor d = DATE '2026-03-07'")]
    [InlineData("a /* it's */ or d = {date}", "a /* it's */ or d = DATE '2026-03-07'")]
    [InlineData("x = {'a': {b: 1}} and d = {date}", "x = {'a': {b: 1}} and d = DATE '2026-03-07'")]
    public void InSqlItIsALiteralAndWithinQuotesTheText(string sql, string expected) => DatedText.Parse(sql).SqlOn(s_day, DuckDbDialect.Instance).ShouldBe(expected);

    [Fact]
    public void WithoutADayItsPlacesStayAsTheyAre()
    {
        var text = DatedText.Parse("{{x} {date:dd} {date}");

        text.IsDated.ShouldBeTrue();
        text.PathOn(null).ShouldBe("{x} {date:dd} {date}");
        text.SqlOn(null, DuckDbDialect.Instance).ShouldBe("{x} {date:dd} {date}");
        DatedText.Parse("{{date}").IsDated.ShouldBeFalse();
    }

    [Theory]
    [InlineData("{Date}")]
    [InlineData("{ date }")]
    [InlineData("{dat:yyyy}")]
    [InlineData("{date:}")]
    [InlineData("{date:hh}")]
    [InlineData("{date:-}")]
    [InlineData("{date:yyyyy}")]
    [InlineData("{date:yyyy'}")]
    public void WhatWasMeantForADateAndIsNoneIsRefused(string text)
        => Should.Throw<DqxException>(() => DatedText.Parse($"x {text}")).DiagnosticId.ShouldBe("DQX1122");
}
