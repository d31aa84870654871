using Dqx.Acceptance.Tests.Support;
using Dqx.DuckDb;

namespace Dqx.Acceptance.Tests;

/// <summary>Data that is broken or gone is an error of the assertions that need it, and of no others.</summary>
public sealed class FailingDatasetTests
{
    [Fact]
    public async Task Only_the_assertions_of_a_broken_dataset_err()
    {
        using var workspace = new Workspace().With("good.csv", "id\n1\n2\n").With("empty.csv", "").With("nothing.parquet", "");
        await CopyAsync(workspace["whole.parquet"]);
        var bytes = await File.ReadAllBytesAsync(workspace["whole.parquet"]);
        await File.WriteAllBytesAsync(workspace["truncated.parquet"], bytes[..(bytes.Length / 2)]);
        // The pages are rubbish; the footer, which says where they are, is whole.
        await File.WriteAllBytesAsync(workspace["corrupt.parquet"], [.. bytes[..4], .. Enumerable.Repeat((byte)0xA5, bytes.Length / 2), .. bytes[(4 + (bytes.Length / 2))..]]);
        var broken = new[] { "empty.csv", "nothing.parquet", "truncated.parquet", "corrupt.parquet", "gone.csv", "gone-{date}.csv" };
        workspace.With("suite.yaml", "suite: S\ndatasets:\n  good: { path: good.csv }\n  whole: { path: whole.parquet }\n"
            + string.Concat(broken.Index().Select(pair => FormattableString.Invariant($"  d{pair.Index}: {{ path: '{pair.Item}' }}\n")))
            + "checks:\n  - name: C\n    assertions:\n      - num_rows(dataset=good) == 2\n      - sum(id, dataset=whole) == 19999900000\n"
            + string.Concat(broken.Index().Select(pair => FormattableString.Invariant($"      - sum(id, dataset=d{pair.Index}) > 0\n"))));

        var result = await workspace.RunAsync("run", "suite.yaml", "--output", "json", "--no-processors", "--date", "today");

        var run = RunDocument.Read(result.ShouldEndWith(3).Output);
        run.Results.Take(2).ShouldAllBe(one => one.Status == AssertionStatus.Passed);
        var errors = run.Results.Skip(2).ToList();
        errors.ShouldAllBe(one => one.Status == AssertionStatus.Error && one.Error != null && one.Value == null);
        errors.Select(one => one.ErrorKind).ShouldBe([ErrorKind.Data, ErrorKind.Data, ErrorKind.Engine, ErrorKind.Engine, ErrorKind.Data, ErrorKind.Data]);
        errors[^2].Error.ShouldNotBeNull().ShouldContain("there is no file ");
        errors[^1].Error.ShouldNotBeNull().ShouldContain(FormattableString.Invariant($"no data for {run.Key.Date:yyyy-MM-dd}: there is no file "));
        run.Diagnostics.Where(finding => finding.Severity is DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    private static async Task CopyAsync(string file)
    {
        await using var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT i AS id, hash(i) AS h FROM range(200000) t(i)) TO '{file}' (FORMAT parquet)";
        await command.ExecuteNonQueryAsync();
    }
}
