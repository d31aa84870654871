using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dqx.Sqlite;

/// <summary>Parameters <c>$1</c>, <c>$2</c>, … of a command that is run again and again.</summary>
internal static class SqliteParameters
{
    extension(SqliteCommand command)
    {
        public void Bind(params ReadOnlySpan<object?> values)
        {
            for (var index = 0; index < values.Length; index++)
            {
                if (command.Parameters.Count <= index)
                {
                    command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${index + 1}") });
                }

                command.Parameters[index].Value = values[index] ?? DBNull.Value;
            }
        }
    }
}
