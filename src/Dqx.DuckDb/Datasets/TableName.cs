using System.Text;

namespace Dqx.DuckDb;

/// <summary>A table as the user writes it: <c>schema.table</c>, parts with dots or spaces in double quotes.</summary>
internal static class TableName
{
    /// <summary>The name with every part quoted.</summary>
    /// <exception cref="DqxException">A part is empty, or its quotes do not match (DQX5007).</exception>
    internal static string Quote(string dataset, string table)
    {
        List<string> parts = [];
        var position = 0;
        do
        {
            var part = Next(table, ref position);
            if (part.Length == 0 || (position < table.Length && table[position] != '.'))
            {
                throw new DqxException("DQX5007", $"Dataset \"{dataset}\": {table} is not the name of a table. Write schema.table, and a part that holds a dot or a quote in double quotes.");
            }

            parts.Add(SqlText.Identifier(part));
        }
        while (position++ < table.Length);

        return string.Join('.', parts);
    }

    private static string Next(string table, ref int position)
    {
        if (position >= table.Length || table[position] != '"')
        {
            var end = table.IndexOf('.', position) is >= 0 and var dot ? dot : table.Length;
            var plain = table[position..end].Trim();
            position = end;
            return plain.Contains('"', StringComparison.Ordinal) ? "" : plain;
        }

        StringBuilder part = new();
        for (position++; position < table.Length; position++)
        {
            if (table[position] != '"')
            {
                part.Append(table[position]);
            }
            else if (position + 1 < table.Length && table[position + 1] == '"')
            {
                part.Append('"');
                position++;
            }
            else
            {
                position++;
                return part.ToString();
            }
        }

        // The closing quote is missing.
        return "";
    }
}
