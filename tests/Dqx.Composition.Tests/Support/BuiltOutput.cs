using System.Reflection;

namespace Dqx.Composition.Tests.Support;

/// <summary>What the build put beside these tests.</summary>
internal static class BuiltOutput
{
    private static readonly Dictionary<string, string> s_metadata = typeof(BuiltOutput).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value ?? "");

    /// <summary>The command, as an assembly.</summary>
    public static string Command => Path.Combine(Artifacts, "bin", "Dqx.Cli", s_metadata["Configuration"].ToLowerInvariant(), "Dqx.Cli.dll");

    /// <summary>The folder of the extension that writes to SQLite.</summary>
    public static string DatabaseWriter => Path.Combine(Artifacts, "extensions", "Dqx.Extensions.DatabaseWriter");

    /// <summary>The folder of the extension that writes reports.</summary>
    public static string Reports => Path.Combine(Artifacts, "extensions", "Dqx.Extensions.Reports");

    private static string Artifacts => Path.Combine(s_metadata["RepositoryRoot"], "artifacts");
}
