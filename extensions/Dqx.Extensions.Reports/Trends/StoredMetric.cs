namespace Dqx.Extensions.Reports.Trends;

/// <summary>A metric as the history knows it: without the lag and the dataset, which a stored value has of its own.</summary>
internal static class StoredMetric
{
    /// <summary>Takes the arguments <c>lag=</c> and <c>dataset=</c> out of a metric as it prints.</summary>
    public static string Of(string metric)
    {
        var open = metric.IndexOf('(', StringComparison.Ordinal);
        return open < 0 || metric[^1] != ')'
            ? metric
            : $"{metric[..open]}({string.Join(", ", Arguments(metric[(open + 1)..^1]).Where(argument => !IsLeftOut(argument)))})";
    }

    private static bool IsLeftOut(string argument) => argument.StartsWith("lag=", StringComparison.Ordinal) || argument.StartsWith("dataset=", StringComparison.Ordinal);

    /// <summary>Splits at the commas that are outside quotes; a backslash in quotes keeps what follows.</summary>
    private static IEnumerable<string> Arguments(string text)
    {
        var (begin, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    yield return text[begin..i].Trim();
                    begin = i + 1;
                    break;
            }
        }

        if (begin < text.Length)
        {
            yield return text[begin..].Trim();
        }
    }
}
