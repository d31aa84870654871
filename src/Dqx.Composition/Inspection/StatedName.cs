namespace Dqx.Composition.Inspection;

/// <summary>What the metadata of a data source or a suite says: the name under which it is asked for, and a line about it.</summary>
/// <param name="Name">The kind of a data source, the name of a suite; null when it states none that is valid.</param>
/// <param name="Description">Null when it says nothing about itself.</param>
/// <param name="Problem">What is wrong with the name; null when nothing is.</param>
internal sealed record StatedName(string? Name, string? Description, string? Problem)
{
    /// <param name="values">Everything that is stated.</param>
    /// <param name="key">The key of the name: <c>Kind</c> or <c>Name</c>.</param>
    public static StatedName Read(IReadOnlyCollection<MetadataValue> values, string key)
    {
        var noun = key.ToLowerInvariant();
        var names = values.Where(value => value.Key == key).ToArray();
        var description = values.Select(value => value is { Key: "Description", Value: string text } ? text : null).FirstOrDefault(text => text is not null);
        return names switch
        {
            [] => new(null, description, $"states no {noun}"),
            [{ Value: string name }] when LowerSnake.Is(name) => new(name, description, null),
            [{ Value: string name }] => new(null, description, $"states the {noun} '{OneLine.Of(name, 60)}', which is not lower_snake ([a-z][a-z0-9_]*)"),
            [_] => new(null, description, $"states a {noun} that is no text"),
            _ => new(null, description, $"states its {noun} twice"),
        };
    }

    /// <summary>What an attribute says whose only constructor takes the name, or the names.</summary>
    public static IEnumerable<MetadataValue> Of(AppliedAttribute attribute, string key)
    {
        var value = attribute.Decode();
        yield return new(key, value.FixedArguments is { Length: > 0 } arguments ? AppliedAttribute.Plain(arguments[0]) : null);
        foreach (var argument in value.NamedArguments)
        {
            yield return new(argument.Name ?? "", argument.Value);
        }
    }
}
