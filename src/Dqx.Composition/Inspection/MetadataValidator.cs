using System.Collections.Immutable;
using Dqx.Delivery;

namespace Dqx.Composition.Inspection;

/// <summary>
/// Turns loose metadata values into <see cref="ProcessorMetadata"/>, collecting what is wrong with them. The same rules serve the
/// values in the file and those that MEF hands over later.
/// </summary>
internal sealed class MetadataValidator
{
    private readonly IEnumerable<MetadataValue> _values;
    private readonly List<string> _errors = [];

    private MetadataValidator(IEnumerable<MetadataValue> values)
    {
        _values = values;
    }

    /// <summary>The metadata, or null and what is wrong.</summary>
    public static ProcessorMetadata? Validate(IEnumerable<MetadataValue> values, out ImmutableArray<string> errors)
    {
        var validator = new MetadataValidator(values);
        var metadata = validator.Read();
        errors = [.. validator._errors];
        return errors.IsEmpty ? metadata : null;
    }

    private ProcessorMetadata Read() => new()
    {
        Name = ReadName(),
        Order = Single<int>(nameof(ProcessorMetadata.Order), "a whole number (int)") ?? ProcessorMetadataAttribute.DefaultOrder,
        Description = Text(nameof(ProcessorMetadata.Description)),
        Version = Text(nameof(ProcessorMetadata.Version)),
        RequiredSettings = Texts(nameof(ProcessorMetadata.RequiredSettings)),
        RunAfter = Texts(nameof(ProcessorMetadata.RunAfter)),
        RunBefore = Texts(nameof(ProcessorMetadata.RunBefore)),
        Notify = ReadNotify(),
        Idempotent = Single<bool>(nameof(ProcessorMetadata.Idempotent), "true or false") ?? false,
        NewestOnly = Single<bool>(nameof(ProcessorMetadata.NewestOnly), "true or false") ?? false,
    };

    private string ReadName()
    {
        const string Key = nameof(ProcessorMetadata.Name);
        if (!Find(Key, out var value))
        {
            _errors.Add("it states no Name");
        }
        else if (value is not string name)
        {
            Mistyped(Key, "a text", value);
        }
        else if (!LowerSnake.Is(name))
        {
            _errors.Add($"its Name '{OneLine.Of(name, 60)}' is not lower_snake ([a-z][a-z0-9_]*)");
        }
        else
        {
            return name;
        }

        return "";
    }

    private NotifyMode ReadNotify()
    {
        const string Key = nameof(ProcessorMetadata.Notify);
        if (Text(Key) is { } name && !WireNames.TryParse<NotifyMode>(name, out _))
        {
            _errors.Add($"its {Key} '{OneLine.Of(name, 60)}' is none of {string.Join(", ", Enum.GetValues<NotifyMode>().Select(WireNames.Of))}");
        }

        return WireNames.TryParse<NotifyMode>(Text(Key), out var mode) ? mode : NotifyMode.Every;
    }

    private T? Single<T>(string key, string expected)
        where T : struct
    {
        if (!Find(key, out var value) || value is T)
        {
            return (T?)value;
        }

        Mistyped(key, expected, value);
        return null;
    }

    private string? Text(string key)
    {
        if (!Find(key, out var value) || value is null or string)
        {
            return (string?)value;
        }

        Mistyped(key, "a text", value);
        return null;
    }

    private ImmutableArray<string> Texts(string key)
    {
        Find(key, out var value);
        switch (value)
        {
            case null:
                return [];
            case string single:
                return [single];
            case IEnumerable<string?> many when many.All(text => text is not null):
                return [.. many.OfType<string>()];
            default:
                Mistyped(key, "a list of texts", value);
                return [];
        }
    }

    /// <summary>The only value under the key. Two values are an error: MEF would merge them into an array.</summary>
    private bool Find(string key, out object? value)
    {
        var found = 0;
        value = null;
        foreach (var candidate in _values)
        {
            if (candidate.Key == key)
            {
                value = found++ == 0 ? candidate.Value : value;
            }
        }

        if (found > 1)
        {
            _errors.Add($"its {key} is stated twice (by two metadata attributes)");
            value = null;
            return false;
        }

        return found == 1;
    }

    private void Mistyped(string key, string expected, object? value)
        => _errors.Add($"its {key} is {(value is null ? "null" : $"of type {value.GetType().Name}")}, not {expected}");
}
