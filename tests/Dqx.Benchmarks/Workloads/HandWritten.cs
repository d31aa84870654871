using Dqx.DuckDb;

namespace Dqx.Benchmarks.Workloads;

/// <summary>Statements that a person would write, in the process that measures.</summary>
internal static class HandWritten
{
    private static readonly Lazy<Task<DuckDbConnection>> s_connection = new(OpenAsync);

    /// <summary>Runs a statement and reads all of its rows.</summary>
    public static async Task QueryAsync(string statement)
    {
        var connection = await s_connection.Value;
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
        }
    }

    /// <summary>Runs a statement that has no rows.</summary>
    public static async Task ExecuteAsync(string statement)
    {
        await using var command = (await s_connection.Value).CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<DuckDbConnection> OpenAsync()
    {
        var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        return connection;
    }
}
