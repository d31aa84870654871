namespace Dqx.Composition.Inspection;

/// <summary>Names such as <c>db_writer</c>: <c>[a-z][a-z0-9_]*</c>. A loop, because a regular expression costs a cold start its engine.</summary>
internal static class LowerSnake
{
    public static bool Is(string text)
    {
        if (text.Length == 0 || !char.IsAsciiLetterLower(text[0]))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '_')
            {
                return false;
            }
        }

        return true;
    }
}
