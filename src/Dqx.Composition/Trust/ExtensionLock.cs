using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Dqx.Composition.Trust;

/// <summary>The lock file: the hash of every file of every extension that an operator has looked at.</summary>
/// <param name="Extensions">The hashes, by the extension's name.</param>
internal sealed record ExtensionLock(ImmutableSortedDictionary<string, FileHashes> Extensions)
{
    public const string FileName = "extensions.lock.json";
    private const string Schema = "dqx.lock/1";

    /// <exception cref="DqxException">The file cannot be read or is no lock file (DQX2301).</exception>
    public static ExtensionLock Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.GetProperty("schema").GetString() is not Schema and var schema)
            {
                throw new FormatException($"its schema is '{schema}', not '{Schema}'");
            }

            return new ExtensionLock(root.GetProperty("extensions").EnumerateObject().ToImmutableSortedDictionary(
                extension => extension.Name,
                extension => new FileHashes(extension.Value.EnumerateObject().ToImmutableSortedDictionary(file => file.Name, file => file.Value.GetString() ?? "", StringComparer.Ordinal)),
                StringComparer.Ordinal));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new DqxException("DQX2301", $"The lock file {path} cannot be read: {unreadable.Message} Make it again with `dqx extensions lock`.", unreadable);
        }
    }

    /// <summary>Writes the file whole or not at all.</summary>
    public void Write(string path)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, ToJson());
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>What differs from what was locked, a line each; empty when nothing does.</summary>
    public ImmutableArray<string> Differences(string extension, FileHashes found)
    {
        if (!Extensions.TryGetValue(extension, out var locked))
        {
            return ["it is not in the lock file"];
        }

        return
        [
            .. locked.ByName.Where(file => !found.ByName.ContainsKey(file.Key)).Select(file => $"{file.Key} is missing"),
            .. found.ByName.Where(file => !locked.ByName.ContainsKey(file.Key)).Select(file => $"{file.Key} was added"),
            .. found.ByName.Where(file => locked.ByName.TryGetValue(file.Key, out var hash) && hash != file.Value).Select(file => $"{file.Key} has changed"),
        ];
    }

    private string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteStartObject("extensions");
            foreach (var (name, files) in Extensions)
            {
                json.WriteStartObject(name);
                foreach (var (file, hash) in files.ByName)
                {
                    json.WriteString(file, hash);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
