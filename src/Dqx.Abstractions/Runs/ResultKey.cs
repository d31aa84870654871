using System.Collections.Immutable;
using System.Globalization;

namespace Dqx;

/// <summary>What a run is about: a date and identity tags. Two keys are equal when both are.</summary>
public sealed record ResultKey
{
    /// <summary>Creates a key.</summary>
    /// <param name="date">The date that the run is for, in the suite's zone.</param>
    /// <param name="tags">Identity tags, such as <c>env=prod</c>; null for none. Keys are compared ordinally.</param>
    public ResultKey(DateOnly date, IEnumerable<KeyValuePair<string, string>>? tags = null)
    {
        Date = date;
        Tags = (tags ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>The date that the run is for, in the suite's zone.</summary>
    public DateOnly Date { get; }

    /// <summary>Identity tags, sorted by ordinal key; never null.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; }

    /// <summary>A key without tags.</summary>
    public static ResultKey For(DateOnly date) => new(date);

    /// <summary>The key of the same tags, so many days earlier.</summary>
    public ResultKey Lag(int days) => new(Date.AddDays(-days), Tags);

    /// <summary>Equal date and equal tags.</summary>
    public bool Equals(ResultKey? other)
        => other is not null && Date == other.Date && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Date);
        foreach (var (key, value) in Tags)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary><c>2026-11-20</c>, or <c>2026-11-20 env=prod</c>.</summary>
    public override string ToString()
        => string.Join(' ', Tags.Select(tag => $"{tag.Key}={tag.Value}").Prepend(Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
}
