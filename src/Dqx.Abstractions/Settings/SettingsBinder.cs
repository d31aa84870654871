using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Dqx;

/// <summary>Binds a JSON tree to an options type and collects every error on the way.</summary>
/// <remarks>
/// Own code, because the caches of <c>JsonSerializer</c> and <c>Validator</c> pin the load context of an extension's types for good
/// (measured): nothing here remembers a type.
/// </remarks>
internal sealed class SettingsBinder(ProcessorSettings settings)
{
    private readonly List<string> _errors = [];

    public object Bind(Type type)
    {
        var bound = Object(settings.Root, type, path: "");
        return _errors.Count == 0 && bound is not null ? bound : throw new SettingsException([.. _errors.Select(settings.Redact)]);
    }

    private object? Object(JsonElement json, Type type, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Wrong(path, "an object", json, secret: false);
        }

        var options = Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type} cannot be created.");
        var properties = Properties(type);
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in json.EnumerateObject())
        {
            if (!properties.TryGetValue(item.Name, out var property))
            {
                _errors.Add($"{Join(path, item.Name)} is not a setting{Nearest.Hint(item.Name, properties.Keys)}");
            }
            else if (item.Value.ValueKind != JsonValueKind.Null && present.Add(item.Name))
            {
                Set(options, property, item.Value, Join(path, item.Name));
            }
        }

        foreach (var (name, property) in properties)
        {
            Validate(options, property, Join(path, name), present.Contains(name));
        }

        return options;
    }

    private static SortedDictionary<string, PropertyInfo> Properties(Type type)
        => new(
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
                .ToDictionary(property => WireNames.Snake(property.Name)),
            StringComparer.Ordinal);

    private void Set(object options, PropertyInfo property, JsonElement json, string path)
    {
        var secret = property.IsDefined(typeof(SecretAttribute));
        if (secret)
        {
            settings.Hide(json);
        }

        if (Value(json, property.PropertyType, path, secret) is { } value)
        {
            property.SetValue(options, value);
        }
    }

    private object? Value(JsonElement json, Type declared, string path, bool secret)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(JsonElement))
        {
            return json.Clone();
        }

        if (SettingsScalars.Expected(type) is { } expected)
        {
            return SettingsScalars.Read(json, type) ?? Wrong(path, expected, json, secret);
        }

        if (SettingsLists.ItemType(type) is { } itemType)
        {
            return List(json, type, itemType, path, secret);
        }

        return SettingsLists.DictionaryValueType(type) is { } valueType
            ? Dictionary(json, valueType, path, secret)
            : Object(json, type, path);
    }

    private object? List(JsonElement json, Type type, Type itemType, string path, bool secret)
    {
        // A single value is a list of one: that is what people write, and what the environment gives.
        var items = json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().ToArray() : [json];
        var values = items.Select((item, index) => Value(item, itemType, FormattableString.Invariant($"{path}[{index}]"), secret)).ToArray();
        return values.Contains(null) ? null : SettingsLists.Create(type, itemType, values);
    }

    private object? Dictionary(JsonElement json, Type valueType, string path, bool secret)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Wrong(path, "an object", json, secret);
        }

        var dictionary = SettingsLists.CreateDictionary(valueType);
        foreach (var item in json.EnumerateObject())
        {
            if (Value(item.Value, valueType, Join(path, item.Name), secret) is { } value)
            {
                dictionary[item.Name] = value;
            }
        }

        return dictionary;
    }

    private void Validate(object options, PropertyInfo property, string path, bool present)
    {
        if (!present && (property.IsDefined(typeof(RequiredMemberAttribute)) || property.IsDefined(typeof(RequiredAttribute))))
        {
            _errors.Add($"{path} is required");
            return;
        }

        if (_errors.Exists(error => IsAbout(error, path)))
        {
            return;
        }

        var value = property.GetValue(options);
        // The display name is given, because asking for it would put the type into a static cache.
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = path };
        foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>())
        {
            if (attribute.GetValidationResult(value, context) is { } failure)
            {
                _errors.Add($"{path}: {failure.ErrorMessage}");
            }
        }
    }

    /// <summary>Whether an error begins with a path as a whole, or with something in it: <c>ab</c> is not <c>a</c>.</summary>
    private static bool IsAbout(string error, string path)
        => error.StartsWith(path, StringComparison.Ordinal) && (error.Length == path.Length || error[path.Length] is ' ' or '.' or '[' or ':');

    private object? Wrong(string path, string expected, JsonElement json, bool secret)
    {
        var shown = secret ? "" : $", not {Shorten(json.GetRawText())}";
        _errors.Add($"{(path.Length == 0 ? "settings" : path)} must be {expected}{shown}");
        return null;
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
