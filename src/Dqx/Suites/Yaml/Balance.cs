namespace Dqx.Suites.Yaml;

/// <summary>Whether quotes, parentheses and braces of an expression or of SQL have their counterparts.</summary>
internal static class Balance
{
    public static bool IsBalanced(string text) => Open(text) == 0;

    /// <summary>How many are open at the end; an open quote counts as one.</summary>
    public static int Open(string text)
    {
        var depth = 0;
        char quote = default;
        foreach (var character in text)
        {
            if (quote != default)
            {
                quote = character == quote ? default : quote;
            }
            else if (character is '"' or '\'')
            {
                quote = character;
            }
            else
            {
                depth += character switch { '(' or '{' or '[' => 1, ')' or '}' or ']' => -1, _ => 0 };
            }
        }

        return depth + (quote == default ? 0 : 1);
    }
}
