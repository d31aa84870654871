using System.Data.Common;
using Dqx.DuckDb;

namespace Dqx.Tests.DuckDb;

/// <summary>Short ways to a real DuckDB.</summary>
internal static class Duck
{
    internal static DuckDbConnection Open(string? connectionString = null)
    {
        DuckDbConnection connection = new(connectionString);
        connection.Open();
        return connection;
    }

    internal static DbCommand Command(this DbConnection connection, string sql, params object?[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    internal static object? Scalar(this DbConnection connection, string sql, params object?[] parameters)
    {
        using var command = connection.Command(sql, parameters);
        return command.ExecuteScalar();
    }

    internal static int Run(this DbConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        return command.ExecuteNonQuery();
    }
}

/// <summary>A folder of a test's own, whose name is meant to be awkward.</summary>
public sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("dqx it's ünïcode ").FullName;

    internal string Write(string file, string text)
    {
        var path = this[file];
        File.WriteAllText(path, text);
        return path;
    }

    internal string this[string file] => System.IO.Path.Combine(Path, file);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
