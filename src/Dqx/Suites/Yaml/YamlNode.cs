using System.Collections.Immutable;

namespace Dqx.Suites.Yaml;

/// <summary>A piece of a YAML document: a scalar, a list or a mapping. Immutable; an alias is the node that it stands for.</summary>
internal abstract record YamlNode
{
    private protected YamlNode()
    {
    }

    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>How many nodes it has, itself and what stands behind aliases included.</summary>
    public abstract int Size { get; }

    /// <summary>What it is, for messages: <c>a text</c>, <c>a list</c>.</summary>
    public abstract string Kind { get; }
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(ImmutableArray<YamlNode> Items) : YamlNode
{
    public override int Size { get; } = Items.Sum(item => item.Size) + 1;

    public override string Kind => "a list";
}

/// <summary>A mapping; every key is there once.</summary>
internal sealed record YamlMapping(ImmutableArray<YamlEntry> Entries) : YamlNode
{
    public override int Size { get; } = Entries.Sum(entry => entry.Value.Size + 1) + 1;

    public override string Kind => "a mapping";

    public YamlEntry? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Value == key);

    /// <summary>The mapping with another value under a key that it has.</summary>
    public YamlMapping With(string key, YamlNode value)
        => this with { Entries = [.. Entries.Select(entry => entry.Key.Value == key ? entry with { Value = value } : entry)] };
}

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>A text, a number, a truth value or nothing: what a plain scalar means is decided by who reads it.</summary>
internal sealed record YamlScalar(string Value) : YamlNode
{
    /// <summary>Whether it stands without quotes, in one or more lines.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Whether it stands in <c>[ … ]</c> or <c>{ … }</c>.</summary>
    public bool IsInFlow { get; init; }

    /// <summary>Whether the value came out of <c>${…}</c>: then it is a text, and is never shown.</summary>
    public bool IsExpanded { get; init; }

    /// <summary>Whether <c>${…}</c> in it stands for itself, because it came from the environment or the command line.</summary>
    public bool IsLiteral { get; init; }

    public override int Size => 1;

    /// <summary>Whether it says nothing: <c>~</c>, <c>null</c>, or nothing at all.</summary>
    public bool IsNull => IsPlain && !IsExpanded && Value is ("" or "~" or "null" or "Null" or "NULL");

    public override string Kind => IsNull ? "nothing" : IsExpanded ? "the value of ${…}" : !Place.Source.IsFile ? "the given value" : $"'{(Value.Length <= 60 ? Value : Value[..57] + "...")}'";

    /// <summary>The place of a part of the value, found through quotes, escapes and folded lines.</summary>
    public Place At(int offset, int length) => IsExpanded ? Place : ScalarPlaces.Find(this, offset, length);
}
