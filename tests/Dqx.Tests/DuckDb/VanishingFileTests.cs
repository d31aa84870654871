using System.Data.Common;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Sql;

namespace Dqx.Tests.DuckDb;

/// <summary>A file that is there when its dataset is opened, and gone when it is read.</summary>
public sealed class VanishingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("data.csv")]
    [InlineData("data.json")]
    [InlineData("data.parquet")]
    public async Task A_file_that_goes_away_during_the_run_leaves_the_others_whole(string file)
    {
        using (var connection = Duck.Open())
        {
            connection.Run($"COPY (SELECT i AS c FROM range(10) t(i)) TO '{_folder[file].Replace("'", "''", StringComparison.Ordinal)}'");
        }

        _folder.Write("other.csv", "c\n1\n");
        var vanishing = new Vanishing(DuckDbDataset.FromFile("data", _folder[file]), () => File.Delete(_folder[file]));

        var run = await new SuiteRunner(Some.Clock).RunAsync(
            Some.Suite("sum(c, dataset=data) > 0", "num_rows(dataset=data) > 0", "sum(c, dataset=other) == 1"),
            [vanishing, DuckDbDataset.FromFile("other", _folder["other.csv"])],
            ResultKey.For(Some.Date));

        run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Error, AssertionStatus.Error, AssertionStatus.Passed]);
        run.Results.Take(2).ShouldAllBe(result => result.ErrorKind == ErrorKind.Engine && result.Error != null);
    }

    private sealed class Vanishing(IDataset inner, Action afterOpening) : IDataset
    {
        public string Name => inner.Name;

        public SqlDialect Dialect => inner.Dialect;

        public string Relation => inner.Relation;

        public string? Where => inner.Where;

        public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
        {
            var connection = await inner.OpenAsync(cancellationToken);
            afterOpening();
            return connection;
        }
    }
}
