using Dqx.Metrics;

namespace Dqx.Expressions.Parsing;

/// <summary>Finds where in an expectation a metric is written: metrics are values and do not remember it.</summary>
internal static class MetricPlace
{
    /// <param name="text">A text that is an expectation.</param>
    /// <param name="isMeant">Whether a metric, as it is written there, is the one.</param>
    /// <returns>The offset and the length of the first place; null when it is not there.</returns>
    public static (int Offset, int Length)? Find(string text, Func<Metric, bool> isMeant)
    {
        var tokens = new TokenReader(text);
        while (tokens.Current.Kind is not TokenKind.End)
        {
            if (tokens.Current.Kind is not TokenKind.Name || !tokens.Following.Is("(") || MetricParser.Find(tokens.Current.Text) is null)
            {
                tokens.Take();
                continue;
            }

            var offset = tokens.Current.Offset;
            if (isMeant(MetricParser.Parse(tokens)))
            {
                return (offset, text[offset..tokens.Current.Offset].TrimEnd().Length);
            }
        }

        return null;
    }
}
