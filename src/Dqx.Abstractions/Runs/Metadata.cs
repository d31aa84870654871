using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Dqx;

/// <summary>What a suite's author attached under <c>meta:</c>: names and JSON values, in the order in which they were written.</summary>
/// <remarks>Immutable. Two are equal when they hold the same names and values, whatever the order.</remarks>
public sealed class Metadata : IReadOnlyDictionary<string, JsonElement>, IEquatable<Metadata>
{
    private readonly OrderedDictionary<string, JsonElement> _values;

    /// <summary>Creates metadata from JSON values, which are copied.</summary>
    public Metadata(IEnumerable<KeyValuePair<string, JsonElement>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            _values[name] = value.Clone();
        }
    }

    /// <summary>Creates metadata from texts.</summary>
    public Metadata(IEnumerable<KeyValuePair<string, string>> values)
        : this(values.Select(pair => KeyValuePair.Create(pair.Key, JsonSerializer.SerializeToElement(pair.Value))))
    {
    }

    /// <summary>No metadata.</summary>
    public static Metadata Empty { get; } = new(Enumerable.Empty<KeyValuePair<string, JsonElement>>());

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<JsonElement> Values => _values.Values;

    /// <inheritdoc/>
    public JsonElement this[string key] => _values[key];

    /// <summary>The value as text: a string as it is, anything else as JSON; null when the name is absent.</summary>
    public string? Text(string name)
        => _values.TryGetValue(name, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Metadata? other)
        => other is not null && Count == other.Count
            && this.All(pair => other.TryGetValue(pair.Key, out var value) && JsonElement.DeepEquals(pair.Value, value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Metadata);

    /// <inheritdoc/>
    public override int GetHashCode()
        => Keys.Aggregate(Count, (hash, name) => hash ^ name.GetHashCode(StringComparison.Ordinal));
}
