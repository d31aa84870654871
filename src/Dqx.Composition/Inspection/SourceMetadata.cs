using Dqx.Datasets;

namespace Dqx.Composition.Inspection;

/// <summary>The metadata of a data source: its kind and what it says about itself.</summary>
internal static class SourceMetadata
{
    /// <summary>The kind, or what is wrong with it.</summary>
    public static (string? Kind, string? Description, string? Problem) Read(IEnumerable<MetadataValue> values)
    {
        var kinds = values.Where(value => value.Key == nameof(DataSourceMetadataAttribute.Kind)).ToArray();
        var description = values.Select(value => value is { Key: nameof(DataSourceMetadataAttribute.Description), Value: string text } ? text : null).FirstOrDefault(text => text is not null);
        return kinds switch
        {
            [] => (null, description, "states no kind"),
            [{ Value: string kind }] when LowerSnake.Is(kind) => (kind, description, null),
            [{ Value: string kind }] => (null, description, $"states the kind '{OneLine.Of(kind, 60)}', which is not lower_snake ([a-z][a-z0-9_]*)"),
            [_] => (null, description, "states a kind that is no text"),
            _ => (null, description, "states its kind twice"),
        };
    }

    /// <summary>What the attribute says.</summary>
    public static IEnumerable<MetadataValue> Stated(AppliedAttribute attribute)
    {
        var value = attribute.Decode();
        yield return new("Kind", value.FixedArguments is { Length: > 0 } arguments ? arguments[0].Value : null);
        foreach (var argument in value.NamedArguments)
        {
            yield return new(argument.Name ?? "", argument.Value);
        }
    }
}
