using System.Collections.Immutable;

namespace Dqx.Cli.Running;

/// <summary>The catalog directories of a run: the command line's, the suite's, and the folder beside the executable.</summary>
/// <remarks>Earlier ones win a clash of names: what somebody asks for stands before what dqx brings.</remarks>
internal static class Catalogs
{
    /// <summary>The folder that is always a catalog.</summary>
    public static string BesideExecutable => Path.Combine(AppContext.BaseDirectory, "extensions");

    /// <param name="commandLine">Relative to the current directory.</param>
    /// <param name="suite">Absolute.</param>
    public static ImmutableArray<string> Of(IEnumerable<string> commandLine, IEnumerable<string> suite)
    {
        var asked = commandLine.Concat(suite).Select(Path.GetFullPath);
        return [.. (Directory.Exists(BesideExecutable) ? asked.Append(BesideExecutable) : asked).Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal)];
    }
}
