namespace Dqx.Suites.Yaml;

/// <summary>A text without quotes ends at <c> #</c>, in the middle of a quoted part of it as well; what is left would mean something else.</summary>
internal static class CommentTrap
{
    /// <param name="scalar">The text.</param>
    /// <param name="isCode">Whether it is an expression or SQL: there an apostrophe or a parenthesis has its counterpart.</param>
    /// <param name="findings">Where to report.</param>
    /// <returns>Whether the text is whole.</returns>
    public static bool Check(YamlScalar scalar, bool isCode, Findings findings)
    {
        if (!scalar.IsPlain || !scalar.Place.Source.IsFile || Comment(scalar.Place) is not { } comment)
        {
            return true;
        }

        if (scalar.Value.Count(character => character == '"') % 2 == 0 && !(isCode && !Balance.IsBalanced(scalar.Value)))
        {
            return true;
        }

        var text = comment.Source.Text.Substring(comment.Start, comment.Length);
        findings.Error("DQX1112", comment, $"Here a comment begins and cuts off the text before it: '{(text.Length <= 40 ? text : text[..37] + "...")}'. Quote the text as a whole.");
        return false;
    }

    /// <summary>The comment that follows in the same line.</summary>
    private static Place? Comment(Place place)
    {
        var text = place.Source.Text;
        var at = place.Start + place.Length;
        var start = at;
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at > start && at < text.Length && text[at] == '#'
            ? new Place(place.Source, at, place.Source.LineEnd(place.Source.Line(at)) - at)
            : null;
    }
}
