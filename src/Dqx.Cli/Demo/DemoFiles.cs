using System.Collections.Immutable;
using Dqx.Cli.CommandLine;

namespace Dqx.Cli.Demo;

/// <summary>The files of the demo: a suite, its data, and an empty catalog of extensions.</summary>
internal static class DemoFiles
{
    /// <summary>The suite's file name.</summary>
    public const string Suite = "weather.yaml";

    private static readonly ImmutableArray<string> s_names = [Suite, "seattle-weather.csv"];

    /// <summary>Writes what is not there yet.</summary>
    /// <param name="folder">Created where it does not exist.</param>
    /// <exception cref="UsageException">A file of that name has other contents, and nothing was written; or the folder cannot be written.</exception>
    public static void Write(string folder)
    {
        try
        {
            WriteMissing(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("DQX1012", $"The demo cannot be written to {folder}: {refused.Message}");
        }
    }

    private static void WriteMissing(string folder)
    {
        var files = s_names.Select(name => (Path: Path.Combine(folder, name), Contents: Read(name))).ToList();
        foreach (var (path, contents) in files)
        {
            if (Path.Exists(path) && !Same(path, contents))
            {
                throw new UsageException("DQX1011", $"{path} exists and is not what the demo would write, so nothing is overwritten. "
                    + $"To run it as it is: dqx run {Path.Combine(folder, Suite)}. To start afresh: remove it, or name another folder.");
            }
        }

        Directory.CreateDirectory(Path.Combine(folder, "extensions"));
        foreach (var (path, contents) in files.Where(file => !File.Exists(file.Path)))
        {
            File.WriteAllBytes(path, contents);
        }
    }

    private static bool Same(string path, byte[] contents) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(contents);

    private static byte[] Read(string name)
    {
        using var resource = typeof(DemoFiles).Assembly.GetManifestResourceStream($"Demo/{name}")
            ?? throw new InvalidOperationException($"The executable lacks the demo's {name}.");
        var contents = new byte[resource.Length];
        resource.ReadExactly(contents);
        return contents;
    }
}
