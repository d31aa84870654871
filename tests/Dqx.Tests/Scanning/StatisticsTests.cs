using Dqx.DuckDb;
using Dqx.Metrics;
using Dqx.Scanning;

namespace Dqx.Tests.Scanning;

/// <summary>What a Parquet file's own statistics say is not read from its rows: the statement must not stand in the engine's way.</summary>
public sealed class StatisticsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string FilePath => Path.Combine(_folder.FullName, "rows.parquet");

    public async Task InitializeAsync()
        => await ExecuteAsync($"COPY (SELECT range AS i, range / 2 AS x, nullif(range % 7, 0)::INTEGER AS n, DATE '2026-01-01' + (range % 9)::INTEGER AS d FROM range(50000)) TO '{FilePath}' (FORMAT parquet, ROW_GROUP_SIZE 5000)");

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("rows", false)]
    [InlineData("minimum", false)]
    [InlineData("maximum", false)]
    [InlineData("nulls", false)]
    [InlineData("some nulls", true)]
    [InlineData("filtered", true)]
    [InlineData("sum", true)]
    public async Task RowsAreReadForWhatStatisticsDoNotSay(string what, bool reads)
    {
        Metric[] metrics = what switch
        {
            "rows" => [new NumRows()],
            "minimum" => [new NumRows(), new Minimum("i"), new Minimum("x")],
            "maximum" => [new Maximum("i"), new Maximum("n")],
            "nulls" => [new NullCount("i"), new NullCount("x")],
            "some nulls" => [new NullCount("n")],
            "filtered" => [new NullCount("n") { Where = "i > 5" }],
            _ => [new Sum("i")],
        };
        var data = DuckDbDataset.FromParquet("data", FilePath);
        await using var connection = await data.OpenAsync(default);
        var schema = await new ScanPreparation(connection, data).ReadSchemaAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN {FusedStatement.Write(data, schema, new ScanGroup([.. metrics], [])).Text}";
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();

        reader.GetString(1).Contains("PARQUET", StringComparison.OrdinalIgnoreCase).ShouldBe(reads, reader.GetString(1));
    }

    private static async Task ExecuteAsync(string statement)
    {
        await using var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
