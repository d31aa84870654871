using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dqx;

/// <summary>The settings of one processor instance: a JSON tree of what the suite file, the environment and the command line say.</summary>
/// <remarks>May be kept; safe for concurrent use. <see cref="ToString"/> and everything else that shows settings leaves out secrets:
/// those that were given as such, and after <see cref="Bind{T}"/> those of <see cref="SecretAttribute"/> members as well.</remarks>
public sealed class ProcessorSettings
{
    // Null stands for an empty object: most processors have no settings, and a cold start pays for a JSON parser.
    private readonly JsonElement? _root;
    private readonly string _folder;
    private ImmutableArray<string> _secrets;

    /// <summary>Creates settings.</summary>
    /// <param name="root">A JSON object in snake_case; copied.</param>
    /// <param name="folder">The folder of the suite file, against which paths are resolved; null for the current directory.</param>
    /// <param name="secrets">Values that must never be shown, such as those that came out of <c>${…}</c>.</param>
    public ProcessorSettings(JsonElement root, string? folder = null, IEnumerable<string>? secrets = null)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("Settings are a JSON object.", nameof(root));
        }

        _root = root.Clone();
        _folder = Path.GetFullPath(folder ?? Environment.CurrentDirectory);
        _secrets = Sorted(secrets ?? []);
    }

    private ProcessorSettings()
    {
        _folder = Environment.CurrentDirectory;
        _secrets = [];
    }

    /// <summary>No settings.</summary>
    public static ProcessorSettings Empty { get; } = new();

    /// <summary>The settings as they are, secrets included. Do not show it; <see cref="ToString"/> is for that.</summary>
    public JsonElement Root => _root ?? NoSettings.Root;

    /// <summary>The folder of the suite file, absolute.</summary>
    public string Folder => _folder;

    internal ImmutableArray<string> Secrets => _secrets;

    /// <summary>Settings from a JSON text.</summary>
    public static ProcessorSettings FromJson(string json, string? folder = null, IEnumerable<string>? secrets = null)
    {
        using var document = JsonDocument.Parse(json);
        return new ProcessorSettings(document.RootElement, folder, secrets);
    }

    /// <summary>Binds the settings to an options type.</summary>
    /// <typeparam name="T">A class with a constructor without parameters, whose writable properties are the settings in
    /// snake_case: texts, booleans, numbers, enums, durations (<c>500ms</c>, <c>2s</c>, <c>5m</c>, <c>3d</c> or seconds), dates, URIs,
    /// lists, string-keyed dictionaries, <see cref="JsonElement"/>, and nested classes of such properties.
    /// <c>required</c> properties have to be set; validation attributes are evaluated one by one.</typeparam>
    /// <exception cref="SettingsException">Unknown keys, wrong types, missing and invalid values: all of them in one exception.</exception>
    public T Bind<T>()
        where T : class
        => (T)new SettingsBinder(this).Bind(typeof(T));

    /// <summary>An absolute path: as it is when absolute, else relative to the suite file.</summary>
    public string ResolvePath(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Path.GetFullPath(path, _folder);
    }

    /// <summary>The text without this instance's secrets and without passwords in URLs: <c>***</c> stands for them.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Redaction.Apply(text, _secrets);
    }

    /// <summary>The settings as JSON, redacted.</summary>
    public override string ToString()
    {
        // Written anew: the raw text may spell a secret with escapes of its author's choice.
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Root.WriteTo(json);
        }

        return Redact(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Notes what a secret member was given: from now on none of its texts and numbers is shown.</summary>
    internal void Hide(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Hide(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var item in value.EnumerateObject())
                {
                    Hide(item.Value);
                }

                break;
            case JsonValueKind.String or JsonValueKind.Number:
                ImmutableInterlocked.Update(ref _secrets, (known, text) => Sorted(known.Append(text)), value.ToString());
                break;
        }
    }

    /// <summary>A type of its own, so that it is parsed when it is first asked for.</summary>
    private static class NoSettings
    {
        public static readonly JsonElement Root = JsonElement.Parse("{}");
    }

    /// <summary>Longest first, so that a secret that holds another one is replaced whole.</summary>
    private static ImmutableArray<string> Sorted(IEnumerable<string> secrets)
        => [.. secrets.Where(secret => secret.Length > 0).Distinct().OrderByDescending(secret => secret.Length)];
}
