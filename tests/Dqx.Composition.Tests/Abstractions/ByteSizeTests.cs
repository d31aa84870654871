namespace Dqx.Composition.Tests.Abstractions;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("256MB", 256L * 1024 * 1024)]
    [InlineData(" 2 gb ", 2L * 1024 * 1024 * 1024)]
    [InlineData("1.5KB", 1536L)]
    [InlineData("1000", 1000L)]
    [InlineData("7B", 7L)]
    public void A_size_is_read(string text, long bytes)
    {
        ByteSize.TryParse(text, out var read).ShouldBeTrue();

        read.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lots")]
    [InlineData("-1MB")]
    [InlineData("1TB")]
    [InlineData("1,5MB")]
    [InlineData("99999999999GB")]
    public void What_is_no_size_is_not(string text) => ByteSize.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(2L * 1024 * 1024 * 1024, "2GB")]
    [InlineData(256L * 1024 * 1024, "256MB")]
    [InlineData(1536L * 1024, "1536KB")]
    [InlineData(1000L, "1000")]
    [InlineData(0L, "0")]
    public void A_size_is_shown_in_the_largest_unit_that_divides_it(long bytes, string text) => ByteSize.Format(bytes).ShouldBe(text);
}
