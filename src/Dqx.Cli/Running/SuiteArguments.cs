using System.Collections.Immutable;
using Dqx.Cli.CommandLine;

namespace Dqx.Cli.Running;

/// <summary>Turns the SUITE arguments of a command line into suite files.</summary>
internal static class SuiteArguments
{
    private static readonly ImmutableArray<string> s_extensions = [".yaml", ".yml"];

    /// <summary>Paths as the user would write them, each file once, in the order of the arguments; those of a folder by ordinal name.</summary>
    /// <exception cref="UsageException">A path does not exist, or a folder holds no suite file.</exception>
    public static ImmutableArray<string> Files(IEnumerable<string> arguments) => [.. arguments.SelectMany(Files).DistinctBy(Path.GetFullPath, StringComparer.Ordinal)];

    private static IEnumerable<string> Files(string argument)
    {
        var path = Path.GetFullPath(argument);
        if (File.Exists(path))
        {
            return [argument];
        }

        if (!Directory.Exists(path))
        {
            throw new UsageException("DQX1007", $"{argument}: there is no such file or folder{Hint(path)}");
        }

        var files = Listed(argument).Where(IsSuite).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new UsageException("DQX1008", $"{argument}: the folder holds no *.yaml or *.yml file.");
    }

    private static string[] Listed(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("DQX1007", $"{folder}: the folder cannot be read: {refused.Message}");
        }
    }

    private static bool IsSuite(string file) => s_extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static string Hint(string path)
    {
        var folder = Path.GetDirectoryName(path);
        var near = Directory.Exists(folder) ? Nearest.Find(Path.GetFileName(path), Listed(folder).Where(IsSuite).Select(file => Path.GetFileName(file))) : null;
        return near is null ? "." : $"; did you mean '{near}'?";
    }
}
