namespace Dqx.Hostile.Tests;

/// <summary>The page that says what to do about a diagnostic.</summary>
internal static class Diagnostics
{
    private static readonly Dictionary<string, string> s_fixes = File.ReadLines(Path.Combine(DqxCommand.Artifacts, "..", "src", "diagnostics.md"))
        .Where(line => line.StartsWith("| DQX", StringComparison.Ordinal))
        .Select(line => line.Split(" | "))
        .ToDictionary(cells => cells[0].TrimStart('|', ' '), cells => cells[^1].TrimEnd('|', ' '));

    public static string FixOf(string? id) => s_fixes.GetValueOrDefault(id ?? "", "");
}
