namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class SettingsTests : DatabaseTest
{
    [Theory]
    [InlineData("{}", "database_url is required")]
    [InlineData("""{ "database_url": "" }""", "database_url: must be sqlite:PATH or postgres://")]
    [InlineData("""{ "database_url": "results.db" }""", "database_url: must be sqlite:PATH or postgres://")]
    [InlineData("""{ "database_url": "mysql://u:hunter2@db/x" }""", "database_url: must be sqlite:PATH or postgres://")]
    [InlineData("""{ "database_url": "sqlite:" }""", "the path is missing")]
    [InlineData("""{ "database_url": "sqlite:  " }""", "the path is missing")]
    [InlineData("""{ "database_url": "sqlite:///results.db" }""", "without // before it")]
    [InlineData("""{ "database_url": "sqlite::memory:" }""", ":memory: is lost at once")]
    [InlineData("""{ "database_url": "sqlite:folder/" }""", "not a folder")]
    [InlineData("""{ "database_url": "sqlite:." }""", "is a folder; name a file in it")]
    [InlineData("""{ "database_url": "sqlite:a\u0000b" }""", "NUL")]
    [InlineData("""{ "database_url": "postgres:u:hunter2@db/x" }""", "must be postgres://USER:***@HOST:PORT/DATABASE")]
    [InlineData("""{ "database_url": "postgres://u:hunter2@db" }""", "names no database")]
    [InlineData("""{ "database_url": "postgres://u:hunter2@/x" }""", "names no server")]
    [InlineData("""{ "database_url": "postgres://u:hunter2@a:1,b:2/x" }""", "names several servers")]
    [InlineData("""{ "database_url": "postgres://u:hunter2@db:many/x" }""", "the port is not a number from 1 to 65535")]
    [InlineData("""{ "database_url": "postgres://u:hunter2@db:65536/x" }""", "the port is not a number from 1 to 65535")]
    [InlineData("""{ "database_url": "postgres://u:hunter2/half@db/x" }""", "in a password write")]
    [InlineData("""{ "database_url": "postgres://db/x?hunter2=1" }""", "unknown option after ?; known: application_name, connect_timeout")]
    [InlineData("""{ "database_url": "postgres://u@db/x?sslmode=hunter2" }""", "sslmode must be one of disable")]
    [InlineData("""{ "database_url": "postgres://u@db/x?connect_timeout=hunter2" }""", "connect_timeout must be a number")]
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
