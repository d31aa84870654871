namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class SettingsTests : DatabaseTest
{
    [Theory]
    [InlineData("{}", "database_url is required")]
    [InlineData("""{ "database_url": "" }""", "database_url: must be sqlite:PATH")]
    [InlineData("""{ "database_url": "results.db" }""", "database_url: must be sqlite:PATH")]
    [InlineData("""{ "database_url": "mysql://u:hunter2@db/x" }""", "database_url: must be sqlite:PATH")]
    [InlineData("""{ "database_url": "sqlite:" }""", "the path is missing")]
    [InlineData("""{ "database_url": "sqlite:  " }""", "the path is missing")]
    [InlineData("""{ "database_url": "sqlite:///results.db" }""", "without // before it")]
    [InlineData("""{ "database_url": "sqlite::memory:" }""", ":memory: is lost at once")]
    [InlineData("""{ "database_url": "sqlite:folder/" }""", "not a folder")]
    [InlineData("""{ "database_url": "sqlite:." }""", "is a folder; name a file in it")]
    [InlineData("""{ "database_url": "sqlite:a\u0000b" }""", "NUL")]
    [InlineData("""{ "database_url": "postgres://u:hunter2@db/x" }""", "this version writes SQLite only")]
    [InlineData("""{ "database_url": "postgresql://u:hunter2@db/x" }""", "this version writes SQLite only")]
    [InlineData("""{ "database_url": ["hunter2"] }""", "database_url must be a text")]
    [InlineData("""{ "database_url": "sqlite:a", "batch_size": 0 }""", "batch_size: must be from 1 to 1000000")]
    [InlineData("""{ "database_url": "sqlite:a", "batch_size": -1 }""", "batch_size: must be from 1 to 1000000")]
    [InlineData("""{ "database_url": "sqlite:a", "batch_size": "many" }""", "batch_size must be a whole number")]
    [InlineData("""{ "database_url": "sqlite:a", "table_prefix": "1_" }""", "table_prefix: must be letters, digits and _")]
    [InlineData("""{ "database_url": "sqlite:a", "table_prefix": "a-b" }""", "table_prefix: must be letters, digits and _")]
    [InlineData("""{ "database_url": "sqlite:a", "table_prefix": "x\"; DROP TABLE y; --" }""", "table_prefix: must be letters, digits and _")]
    [InlineData("""{ "database_url": "sqlite:a", "table_prefix": "a\n" }""", "table_prefix: must be letters, digits and _")]
    [InlineData("""{ "database_url": "sqlite:a", "table_prefix": "SQLite_x" }""", "table_prefix: must be letters, digits and _")]
    [InlineData("""{ "database_url": "sqlite:a", "table_prefix": "abcdefghijabcdefghijabcdefghijabcdefghijk" }""", "at most 40")]
    [InlineData("""{ "database_url": "sqlite:a", "tabel_prefix": "x_" }""", "did you mean 'table_prefix'?")]
    public async Task WrongSettingsAreExplained(string settings, string expected)
    {
        var failure = await Should.ThrowAsync<SettingsException>(() => Initialised(settings));

        failure.Errors.ShouldHaveSingleItem().ShouldContain(expected);
        failure.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task AllErrorsShowAtOnce()
    {
        var failure = await Should.ThrowAsync<SettingsException>(
            () => Initialised("""{ "database_url": "postgres://db", "table_prefix": "-", "batch_size": 0, "x": 1 }"""));

        failure.Errors.Length.ShouldBe(4);
    }

    [Theory]
    [InlineData("_")]
    [InlineData("Dqx2_")]
    [InlineData("abcdefghijabcdefghijabcdefghijabcdefghij")]
    public async Task APrefixIsAnIdentifier(string prefix)
    {
        await Write(SampleRuns.Full(), Settings(("table_prefix", prefix)));

        ShouldHoldWholeRunsOnly(prefix);
    }

    [Fact]
    public async Task NothingIsTouchedBeforeThereIsARun()
    {
        await Initialised();

        Directory.GetFileSystemEntries(Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task APathMayBeAbsoluteAndHoldAnything()
    {
        var path = Path.Combine(Folder, "it's a; Data Source=x? ö.db");

        await Write(SampleRuns.Full(), Settings(("database_url", "sqlite:" + path)));

        File.Exists(path).ShouldBeTrue();
    }
}
