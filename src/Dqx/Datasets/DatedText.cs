using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dqx.Sql;

namespace Dqx.Datasets;

/// <summary>A path or a piece of SQL with places for a date: <c>{date}</c> and <c>{date:yyyyMMdd}</c>; <c>{{</c> stands for <c>{</c>. Immutable.</summary>
/// <remarks>
/// A format is made of <c>yyyy yy MM M dd d</c> and of <c>- _ . /</c> and blanks. In SQL <c>{date}</c> is a literal of the type DATE and
/// a formatted one a text; within quotes of the SQL both are the text alone.
/// </remarks>
public sealed class DatedText
{
    private readonly ImmutableArray<DatedPart> _parts;

    private DatedText(ImmutableArray<DatedPart> parts) => _parts = parts;

    /// <summary>Whether it has a place for a date.</summary>
    public bool IsDated => _parts.Any(part => part.Format is not null);

    /// <summary>Reads a text.</summary>
    /// <exception cref="DqxException">A place for a date is written wrongly (DQX1122).</exception>
    public static DatedText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var problem) ?? throw new DqxException("DQX1122", $"{text}: {problem?.Message}");
    }

    /// <summary>The text for a day, as a path needs it; for null its places stay as they are, as far as the date goes.</summary>
    public string PathOn(DateOnly? date) => string.Concat(_parts.Select(part => part.Format is null ? part.Text : date is { } day ? Text(part.Format, day) : part.Text));

    /// <summary>The SQL for a day; for null its places stay as they are.</summary>
    /// <param name="date">The day.</param>
    /// <param name="dialect">Says how a date is written.</param>
    public string SqlOn(DateOnly? date, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var sql = new StringBuilder();
        var quotes = new SqlQuotes();
        foreach (var part in _parts)
        {
            if (part.Format is null || date is not { } day)
            {
                sql.Append(part.Text);
                quotes.Read(part.Format is null ? part.Text : "");
                continue;
            }

            var text = Text(part.Format, day);
            sql.Append(quotes.AreOpen ? text : part.Format == DatedPart.Iso ? dialect.DateLiteral(day) : $"'{text}'");
        }

        return sql.ToString();
    }

    internal static DatedText? TryParse(string text, out DatedTextProblem? problem)
    {
        var parts = ImmutableArray.CreateBuilder<DatedPart>();
        var plain = new StringBuilder();
        problem = null;
        for (var at = 0; at < text.Length;)
        {
            if (text.AsSpan(at).StartsWith("{{"))
            {
                plain.Append('{');
                at += 2;
            }
            else if (DatedPart.Read(text, at, out problem) is { } part)
            {
                parts.Add(new DatedPart(plain.ToString(), Format: null));
                plain.Clear();
                parts.Add(part);
                at += part.Text.Length;
            }
            else if (problem is not null)
            {
                return null;
            }
            else
            {
                plain.Append(text[at++]);
            }
        }

        parts.Add(new DatedPart(plain.ToString(), Format: null));
        return new DatedText(parts.DrainToImmutable());
    }

    /// <summary>Not by a format of .NET: there a <c>d</c> alone would be a whole date, and a <c>/</c> what the culture takes for it.</summary>
    private static string Text(string format, DateOnly day) => DatedPart.Tokens(format).Aggregate(new StringBuilder(), (text, token) => text.Append(token switch
    {
        "yyyy" => day.Year.ToString("0000", CultureInfo.InvariantCulture),
        "yy" => (day.Year % 100).ToString("00", CultureInfo.InvariantCulture),
        "MM" => day.Month.ToString("00", CultureInfo.InvariantCulture),
        "M" => day.Month.ToString(CultureInfo.InvariantCulture),
        "dd" => day.Day.ToString("00", CultureInfo.InvariantCulture),
        "d" => day.Day.ToString(CultureInfo.InvariantCulture),
        _ => token,
    })).ToString();
}
