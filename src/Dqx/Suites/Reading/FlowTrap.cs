using System.Collections.Immutable;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>In <c>{ … }</c> and <c>[ … ]</c> a comma ends a text: <c>{ expect: sum(a, lag=1) > 0 }</c> says <c>expect: sum(a</c> and more.</summary>
internal static class FlowTrap
{
    /// <summary>The entries without the pieces of a text that was cut, which is reported.</summary>
    public static IEnumerable<YamlEntry> Sound(YamlMapping mapping, Findings findings)
    {
        YamlScalar? cut = null;
        foreach (var entry in mapping.Entries)
        {
            if (cut is not null && IsPiece(entry.Key))
            {
                Report(cut, findings);
                continue;
            }

            cut = entry.Value is YamlScalar scalar && IsCut(scalar) ? scalar : null;
            yield return entry;
        }
    }

    /// <summary>The items without the pieces of an expression that was cut, which is reported.</summary>
    public static IEnumerable<YamlNode> Sound(ImmutableArray<YamlNode> items, Findings findings)
    {
        var open = 0;
        foreach (var item in items)
        {
            if (open > 0 && item is YamlScalar { IsPlain: true, IsInFlow: true } piece)
            {
                open += Balance.Open(piece.Value);
                continue;
            }

            open = 0;
            if (item is YamlScalar scalar && IsCut(scalar))
            {
                Report(scalar, findings);
                open = Balance.Open(scalar.Value);
            }

            yield return item;
        }
    }

    /// <summary>Whether an expression is only a part of what was meant.</summary>
    public static bool IsCut(YamlScalar scalar) => scalar is { IsPlain: true, IsInFlow: true } && Balance.Open(scalar.Value) > 0;

    public static void Report(YamlScalar scalar, Findings findings)
        => findings.Error("DQX1112", scalar.Place, "In { … } and [ … ] a text with commas or braces has to be quoted as a whole: a comma ends it here.");

    /// <summary>A piece of a text is a key without a colon.</summary>
    private static bool IsPiece(YamlScalar key)
        => key is { IsInFlow: true, Place.Source.IsFile: true } && !key.Place.Source.Text.AsSpan(key.Place.Start + key.Place.Length).TrimStart().StartsWith(":");
}
