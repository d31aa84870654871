using System.Collections.ObjectModel;
using System.Reflection;
using System.Text;

namespace Dqx.Composition.Running;

/// <summary>
/// Exceptions as text, however hostile: a message that throws, is 10 MB long or holds line breaks, a chain without end.
/// </summary>
internal static class FaultText
{
    public const int LongestText = 2_000;
    private const int LongestMessage = 64 * 1024;
    private const int DeepestChain = 5;
    private const int MostSiblings = 3;

    /// <summary><c>SmtpException: refused ← IOException: broken pipe</c>, redacted, one line, at most 2,000 characters.</summary>
    public static string Of(Exception exception, Func<string, string> redact)
    {
        var text = new StringBuilder();
        Append(text, exception, depth: 0);
        // Redacted before it is cut: half a secret would not be recognised.
        return OneLine.Of(redact(text.ToString()), LongestText);
    }

    private static void Append(StringBuilder text, Exception exception, int depth)
    {
        if (depth == DeepestChain)
        {
            text.Append('…');
            return;
        }

        var causes = Causes(exception);
        if (exception is AggregateException && causes.Count > 0)
        {
            // Its message only repeats those of its causes.
            text.Append("AggregateException");
        }
        else
        {
            text.Append(exception.GetType().Name).Append(": ").Append(Cut(ExtensionBoundary.MessageOf(exception)));
        }

        foreach (var cause in causes.Take(MostSiblings))
        {
            text.Append(" ← ");
            Append(text, cause, depth + 1);
        }

        if (causes.Count > MostSiblings)
        {
            text.Append(FormattableString.Invariant($" (and {causes.Count - MostSiblings} more)"));
        }
    }

    private static ReadOnlyCollection<Exception> Causes(Exception exception) => exception switch
    {
        AggregateException aggregate => aggregate.InnerExceptions,
        ReflectionTypeLoadException types => new([.. types.LoaderExceptions.OfType<Exception>()]),
        { InnerException: { } inner } => new([inner]),
        _ => ReadOnlyCollection<Exception>.Empty,
    };

    public static string Cut(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage];
}
