using System.Collections.Immutable;
using Dqx.History;

namespace Dqx.Composition.Inspection;

/// <summary>What the metadata of a history provider says: the schemes of its URLs, and a line about it.</summary>
/// <param name="Schemes">Empty when it states none that are valid.</param>
/// <param name="Description">Null when it says nothing about itself.</param>
/// <param name="Problem">What is wrong with the schemes; null when nothing is.</param>
internal sealed record StatedSchemes(ImmutableArray<string> Schemes, string? Description, string? Problem)
{
    private const string Key = nameof(HistoryMetadataAttribute.Schemes);

    /// <param name="values">Everything that is stated.</param>
    public static StatedSchemes Read(IReadOnlyCollection<MetadataValue> values)
    {
        var stated = values.Where(value => value.Key == Key).Select(value => value.Value).ToArray();
        var description = values.Select(value => value is { Key: "Description", Value: string text } ? text : null).FirstOrDefault(text => text is not null);
        string?[] schemes = stated switch
        {
            [string one] => [one],
            [string?[] several] => several,
            _ => [],
        };
        var wrong = schemes.Where(scheme => !IsScheme(scheme)).Select(scheme => scheme ?? "").FirstOrDefault();
        var problem = stated.Length > 1 ? "states its schemes twice"
            : schemes.Length == 0 ? "states no scheme"
            : wrong is not null ? $"states the scheme '{OneLine.Of(wrong, 60)}', which is none that it could have ([a-z][a-z0-9+.-]+, and not file)"
            : null;
        return problem is null ? new([.. schemes.OfType<string>().Distinct(StringComparer.Ordinal)], description, null) : new([], description, problem);
    }

    /// <summary>Two characters at least, as one is a drive. A loop, because a regular expression costs a cold start its engine.</summary>
    private static bool IsScheme(string? text)
    {
        if (text is null or "file" || text.Length < 2 || !char.IsAsciiLetterLower(text[0]))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character is not ('+' or '.' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
