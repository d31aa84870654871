using System.Globalization;

namespace Dqx.Engines.Tests.Conformance;

/// <summary>What became of the cases on each engine, as the table that the test run prints.</summary>
internal static class ConformanceTable
{
    private static readonly SortedDictionary<(string Table, string Engine), (int Same, List<string> Gaps, int Other)> s_cells = [];
    private static readonly Lock s_gate = new();

    public static void Note(string table, string engine, int same, IEnumerable<string> gaps, int other)
    {
        lock (s_gate)
        {
            s_cells[(table, engine)] = (same, [.. gaps], other);
            File.WriteAllLines(Path.Combine(Directory.CreateDirectory(Path.Combine(DqxCommand.Artifacts, "test-results")).FullName, "conformance-table.txt"), Lines());
        }
    }

    private static IEnumerable<string> Lines()
    {
        yield return string.Concat(Engine.Names.Select(engine => $"{engine,-22}").Prepend($"{"the same numbers",-20}"));
        foreach (var row in s_cells.GroupBy(cell => cell.Key.Table))
        {
            var cells = Engine.Names.Select(engine => row.FirstOrDefault(cell => cell.Key.Engine == engine).Value is { Gaps: not null } cell
                ? string.Create(CultureInfo.InvariantCulture, $"{cell.Same}{(cell.Gaps.Count > 0 ? $", {cell.Gaps.Count} explained" : "")}{(cell.Other > 0 ? $", {cell.Other} NOT" : "")}")
                : "");
            yield return string.Concat(cells.Select(cell => $"{cell,-22}").Prepend($"{row.Key,-20}"));
        }

        foreach (var gap in s_cells.SelectMany(cell => cell.Value.Gaps.Select(gap => $"  {cell.Key.Engine}, {cell.Key.Table}: {gap}")))
        {
            yield return gap;
        }
    }
}
