using System.Data.Common;

namespace Dqx.Scanning;

/// <summary>Parameters of commands, by ordinal.</summary>
internal static class CommandParameters
{
    extension(DbCommand command)
    {
        public void AddParameters(IEnumerable<object> values)
        {
            foreach (var value in values)
            {
                var parameter = command.CreateParameter();
                parameter.Value = value;
                command.Parameters.Add(parameter);
            }
        }
    }
}
