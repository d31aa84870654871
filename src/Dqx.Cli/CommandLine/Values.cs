using System.Collections.Immutable;
using System.Globalization;

namespace Dqx.Cli.CommandLine;

/// <summary>Reads the values of options.</summary>
internal static class Values
{
    /// <param name="option">The option, for messages.</param>
    /// <param name="text">A date, today or yesterday.</param>
    /// <param name="clock">For the example in messages.</param>
    /// <exception cref="UsageException">It is no date.</exception>
    public static DayChoice Day(string option, string text, TimeProvider clock) => text switch
    {
        "today" => DayChoice.Today,
        "yesterday" => new DayChoice(Date: null, DaysBack: 1),
        _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => new DayChoice(date),
        _ => throw new UsageException("DQX1003", FormattableString.Invariant($"{option} {text}: not a date; write YYYY-MM-DD (such as {clock.GetUtcNow():yyyy-MM-dd}), today or yesterday.")),
    };

    /// <summary>The values of an option that may be given several times.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="values">Texts of the form <c>name=value</c>.</param>
    /// <exception cref="UsageException">A text has no name, or a name comes twice.</exception>
    public static ImmutableSortedDictionary<string, string> Pairs(string option, IEnumerable<string>? values)
    {
        var pairs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in values ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? "" : text[..equals].Trim();
            if (name.Length == 0)
            {
                throw new UsageException("DQX1003", $"{option} {text}: write NAME=VALUE.");
            }

            if (!pairs.TryAdd(name, text[(equals + 1)..]))
            {
                throw new UsageException("DQX1004", $"{option} gives '{name}' twice.");
            }
        }

        return pairs.ToImmutable();
    }

    /// <exception cref="UsageException">It is none of the choices.</exception>
    public static T Choice<T>(string option, string text, ImmutableArray<(string Name, T Value)> choices)
    {
        foreach (var (name, value) in choices)
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw new UsageException("DQX1003", $"{option} {text}: unknown{Nearest.Hint(text, choices.Select(choice => choice.Name))}");
    }

    /// <summary>The parts of a list with commas.</summary>
    public static ImmutableArray<string> List(string text)
        => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
