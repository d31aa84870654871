namespace Dqx.Composition.Tests;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("plain", 10, "plain")]
    [InlineData("a\r\nb\tc\u001b[0m", 20, "a  b c [0m")]
    [InlineData("1234567890", 10, "1234567890")]
    [InlineData("12345678901", 10, "123456789…")]
    [InlineData("12345678😀1", 10, "12345678…")]
    public void Text_is_one_line_of_bounded_length(string text, int limit, string line) => OneLine.Of(text, limit).ShouldBe(line);
}
