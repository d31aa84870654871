namespace Dqx;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Nearest
{
    /// <summary><c>; did you mean 'x'?</c>, or the candidates when they are few and none is near, or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        var known = candidates.ToList();
        return Find(name, known) is { } nearest ? $"; did you mean '{nearest}'?"
            : known.Count is > 0 and <= 12 ? $"; known: {string.Join(", ", known)}"
            : "";
    }

    /// <summary>The same with what ends the sentence: a hint may end with a question mark.</summary>
    public static string HintSentence(string name, IEnumerable<string> candidates)
        => Hint(name, candidates) is var hint && hint.EndsWith('?') ? hint : hint + ".";

    /// <summary>The nearest candidate within a third of the name's length in edits (at least one), case aside; null when none is.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3);
        var best = candidates
            .Select(candidate => (candidate, distance: Distance(Fold(name), Fold(candidate))))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return best.candidate;
    }

    private static string Fold(string text) => text.ToUpperInvariant();

    /// <summary>Edit distance with transpositions of neighbours (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1),
                        rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
