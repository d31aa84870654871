using Dqx.Extensions.DatabaseWriter.Sqlite;
using Dqx.Extensions.DatabaseWriter.Tables;
using Microsoft.Data.Sqlite;

namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class FailureTests : DatabaseTest
{
    [Fact]
    public async Task AFileThatIsNoDatabaseIsNamed()
    {
        await File.WriteAllTextAsync(DatabaseFile, new string('x', 10_000));

        var failure = await Should.ThrowAsync<DqxException>(() => Write(SampleRuns.Full()));

        failure.DiagnosticId.ShouldBe("DQX6104");
        failure.Message.ShouldStartWith($"{DatabaseFile} is not a SQLite database, or is damaged");
    }

    [Fact]
    public async Task ADamagedFileIsNamed()
    {
        await Write(SampleRuns.Large(5000));
        await using (var file = File.OpenWrite(DatabaseFile))
        {
            file.Position = 4096;
            await file.WriteAsync(new byte[file.Length - 4096].Select(_ => (byte)0xA5).ToArray());
        }

        (await Should.ThrowAsync<DqxException>(() => Write(SampleRuns.Full()))).DiagnosticId.ShouldBe("DQX6104");
    }

    [Fact]
    public async Task APathThatBecomesAFolderIsNamed()
    {
        var processor = await Initialised();
        Directory.CreateDirectory(DatabaseFile);

        var failure = await Should.ThrowAsync<DqxException>(
            async () => await processor.ProcessAsync(SampleRuns.Full(), SampleRuns.ContextOf(SampleRuns.Full()), CancellationToken.None));

        failure.DiagnosticId.ShouldBe("DQX6101");
    }

    [Fact]
    public async Task AFileInTheWayOfTheFolderIsNamed()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "file"), "");

        var failure = await Should.ThrowAsync<DqxException>(() => Write(SampleRuns.Full(), Settings(("database_url", "sqlite:file/results.db"))));

        failure.DiagnosticId.ShouldBe("DQX6101");
        failure.Message.ShouldContain("Is a part of the path a file?");
    }

    [Fact]
    public async Task AFileThatMayNotBeWrittenIsNamed()
    {
        // /proc refuses new files to root as well, which file modes do not.
        if (OperatingSystem.IsLinux())
        {
            (await Should.ThrowAsync<DqxException>(() => Write(SampleRuns.Full(), Settings(("database_url", "sqlite:/proc/results.db"))))).DiagnosticId.ShouldBe("DQX6101");
        }
    }

    [Fact]
    public async Task ALockThatIsHeldTooLongIsNamed()
    {
        await Write(SampleRuns.Full());
        using var holder = Connect();
        using var transaction = holder.BeginTransaction(deferred: false);
        var store = new SqliteRunStore(DatabaseFile, "results.db", new RunTables("dqx_"), batchSize: 1000) { LockSeconds = 2 };

        var failure = await Should.ThrowAsync<DqxException>(async () => await store.WriteAsync(SampleRuns.Full(), CancellationToken.None));

        failure.DiagnosticId.ShouldBe("DQX6102");
        failure.Message.ShouldStartWith("results.db stayed locked by another process for 2 s.");
    }

    [Fact]
    public async Task AReaderOnlyDelaysTheWriter()
    {
        await Write(SampleRuns.Full());
        using var reader = Connect();
        var transaction = reader.BeginTransaction(deferred: true);
        using (var command = reader.CreateCommand())
        {
            command.CommandText = "SELECT count(*) FROM dqx_runs";
            command.ExecuteScalar();
        }

        var writing = Task.Run(() => Write(SampleRuns.Full()));
        await Task.Delay(TimeSpan.FromMilliseconds(1500));
        writing.IsCompleted.ShouldBeFalse();
        transaction.Dispose();
        await writing;

        Scalar("SELECT count(*) FROM dqx_runs").ShouldBe(2L);
    }

    [Theory]
    [InlineData(3, "DQX6101")]
    [InlineData(5, "DQX6102")]
    [InlineData(6, "DQX6102")]
    [InlineData(8, "DQX6101")]
    [InlineData(10, "DQX6101")]
    [InlineData(11, "DQX6104")]
    [InlineData(13, "DQX6103")]
    [InlineData(14, "DQX6101")]
    [InlineData(19, "DQX6105")]
    [InlineData(26, "DQX6104")]
    public void EveryCodeOfSqliteHasItsExplanation(int code, string diagnostic)
    {
        var failure = SqliteFailure.Explain(new SqliteException("what SQLite says", code), "results.db", new RunTables("dqx_"), 30);

        failure.DiagnosticId.ShouldBe(diagnostic);
        failure.Message.ShouldStartWith("results.db");
        failure.Message.ShouldEndWith("(what SQLite says)");
    }

    [Fact]
    public async Task ASecretInThePathIsNotShown()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "hunter2"), new string('x', 10_000));
        await File.WriteAllTextAsync(Path.Combine(Folder, "other"), "");

        foreach (var url in new[] { "sqlite:hunter2", "sqlite:other/hunter2/results.db" })
        {
            var processor = await Initialised(Settings(("database_url", url)), "hunter2");
            var failure = await Should.ThrowAsync<DqxException>(
                async () => await processor.ProcessAsync(SampleRuns.Full(), SampleRuns.ContextOf(SampleRuns.Full()), CancellationToken.None));
            failure.ToString().ShouldNotContain("hunter2");
            failure.Message.ShouldContain("***");
        }
    }
}
